namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Files that are not valid YAML, or have YAML that is not supported.</summary>
internal static class InvalidYaml
{
    private const string Hint = "Check this line and the line before it for a missing quote, colon or space.";

    public static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        new(
            "a duplicate key",
            """
            environments:
              - name: dev
                auto: true
                auto: false
            """
        )
        {
            Message = "4:5: duplicate key 'auto' (first on line 3).",
            Hint = "Remove one of the two.",
            SchemaDiffers = "a schema does not see duplicate keys",
        },
        new("a key that is a list", "environments: [{name: dev}]\n? [a, b]\n: c")
        {
            Message = "2:3: expected a key, but found a list.",
            Hint = "Write the key as a string.",
            SchemaDiffers = "JSON has no such keys",
        },
        new("a second document", "environments: [{name: dev}]\n---\nenvironments: [{name: qa}]")
        {
            Message = "2:1: a second document starts here, but only one is allowed.",
            Hint = "Remove '---' and everything after it, or move it into the first document.",
            SchemaDiffers = "a schema is applied to each document alone",
        },
        new("a custom tag", "environments: !env [{name: dev}]")
        {
            Message = "1:15: unsupported YAML tag '!env'.",
            Hint = "Write the value without a tag.",
            SchemaDiffers = "a schema does not see tags",
        },
        new("a number's tag", "environments: [{name: !!int 5}]")
        {
            Message = "1:23: unsupported YAML tag 'tag:yaml.org,2002:int'.",
            Hint = "Write the value without a tag.",
            SchemaDiffers = "a schema does not see tags",
        },
        new("an alias without an anchor", "environments: *all")
        {
            Message = "1:15: undefined anchor 'all'.",
            Hint = "Add '&all' to an earlier value, or write the value here.",
            SchemaDiffers = "it is not valid YAML",
        },
        new("an alias within its own anchor", "environments: &all [*all]")
        {
            Message = "1:21: undefined anchor 'all'.",
            Hint = "Add '&all' to an earlier value, or write the value here.",
            SchemaDiffers = "it is not valid YAML",
        },
        new("a merge of a string", "environments: [{<<: dev}]")
        {
            Message = "1:17: '<<' merges 'dev', but only mappings can be merged.",
            Hint = "Use the anchor of a mapping, such as '<<: *defaults'.",
        },
        new("a tab as indentation", "environments:\n  - name: dev\n\t  auto: true")
        {
            Message = "3:1: invalid YAML: line is indented with a tab; use spaces.",
            Hint = "Replace the tab with spaces.",
            SchemaDiffers = "it is not valid YAML",
        },
        new("a tab directly below a key", "environments:\n\t- name: dev\n")
        {
            Message = "2:1: invalid YAML: line is indented with a tab; use spaces.",
            Hint = "Replace the tab with spaces.",
            SchemaDiffers = "it is not valid YAML",
        },
        new("a tab below valid lines", "environments:\n  - name: dev\n    auto: true\n \t- name: qa\n")
        {
            Message = "4:2: invalid YAML: line is indented with a tab; use spaces.",
            Hint = "Replace the tab with spaces.",
            SchemaDiffers = "it is not valid YAML",
        },
        new("a quote that is never closed", "environments:\n  - name: \"dev")
        {
            Message = "2:11: invalid YAML: While scanning a quoted scalar, found unexpected end of stream.",
            Hint = Hint,
            SchemaDiffers = "it is not valid YAML",
        },
    ];
}
