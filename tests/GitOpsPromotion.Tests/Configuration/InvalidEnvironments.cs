using GitOpsPromotion.Configuration;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Files with an invalid list of environments.</summary>
internal static class InvalidEnvironments
{
    private const string Segment = EnvironmentName.Form;
    private const string Indentation = "Check the indentation of this line and the dashes before it.";

    public static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        new("an empty list of environments", "environments: []")
        {
            Message = "1:15: 'environments' is empty. At least one environment is required.",
            Hint = "List the environments in the order of promotion, each as '- name: dev'.",
        },
        new(
            "environments as a mapping",
            """
            environments:
              dev:
                auto: true
            """
        )
        {
            Message = "2:3: 'environments' is a mapping, but must be a list of environments in the order of promotion.",
            Hint = Indentation,
        },
        new("an environment that is only a name", "environments: [dev]")
        {
            Message = "1:16: an environment is 'dev', but must be a mapping with the keys 'name' and 'auto'.",
            Hint = Indentation,
        },
        new(
            "an environment without a value",
            """
            environments:
              - name: dev
              -
            """
        )
        {
            Message = "3:4: an environment is empty, but must be a mapping with the keys 'name' and 'auto'.",
            Hint = "Write the value, or remove the key.",
        },
        new(
            "an environment without a name",
            """
            environments:
              - auto: true
            """
        )
        {
            Message = "2:5: an environment has no 'name'. It is the environment's folder in each group.",
            Hint = "Add the name, for example 'name: dev'.",
        },
        new(
            "an environment with an empty name",
            """
            environments:
              - name: ""
            """
        )
        {
            Message = $"2:11: an environment's name is '', but must be {Segment}.",
            Hint = "Rename it and its folder.",
        },
        new(
            "a duplicate environment",
            """
            environments:
              - name: dev
              - name: qa
              - name: dev
            """
        )
        {
            Message = "4:11: duplicate environment 'dev' (first on line 2).",
            Hint = "Rename or remove one of the two.",
            SchemaDiffers = "a schema cannot compare the names of a list",
        },
        new(
            "environments that differ only in case",
            """
            environments:
              - name: QA
              - name: qa
            """
        )
        {
            Message =
                "3:11: environment 'qa' differs from 'QA' (line 2) only in case. Some file systems treat both as one folder.",
            Hint = "Rename or remove one of the two.",
            SchemaDiffers = "a schema cannot compare the names of a list",
        },
        .. from name in new[]
        {
            "..",
            "a/b",
            "-a",
            ".a",
            "a..b",
            "a b",
            "a:b",
            "a.lock",
            "a.",
            "@",
            "a@{b",
            "a*",
            @"a\b",
        }
        select new ConfigurationCase($"the name {name}", $"environments: [{{name: '{name}'}}]")
        {
            Message = $"1:23: an environment's name is '{name}', but must be {Segment}.",
            Hint = "Rename it and its folder.",
        },
        new("a name with a format character", "environments: [{name: \"a\\u202Eb\"}]")
        {
            Message = $"1:23: an environment's name is 'a\\u{{202e}}b', but must be {Segment}.",
            Hint = "Rename it and its folder.",
            SchemaDiffers = "schema validators disagree on character classes",
        },
        new("a name that is a list", "environments: [{name: [dev]}]")
        {
            Message = $"1:23: an environment's name is a list, but must be {Segment}.",
            Hint = Indentation,
        },
        new("a negative number as a name", "environments: [{name: -5}]")
        {
            Message = $"1:23: an environment's name is '-5', but must be {Segment}.",
            Hint = "Rename it and its folder.",
        },
        new(
            "an unknown key of an environment",
            """
            environments:
              - name: dev
                aut: true
            """
        )
        {
            Message = "3:5: unknown key 'aut' in an environment. Allowed: 'name' and 'auto'.",
            Hint = "Did you mean `auto`?",
        },
        new("a boolean that is another string", "environments: [{name: dev, auto: maybe}]")
        {
            Message = "1:34: 'auto' is 'maybe', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a boolean that is a number", "environments: [{name: dev, auto: 1}]")
        {
            Message = "1:34: 'auto' is '1', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a boolean that is a list", "environments: [{name: dev, auto: [true]}]")
        {
            Message = "1:34: 'auto' is a list, but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a boolean in quotes", "environments: [{name: dev, auto: \"true\"}]")
        {
            Message = "1:34: 'auto' is the string 'true', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a boolean of YAML 1.1 in quotes", "environments: [{name: dev, auto: 'yes'}]")
        {
            Message = "1:34: 'auto' is the string 'yes', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
            SchemaDiffers = "a schema does not see quotes",
        },
    ];
}
