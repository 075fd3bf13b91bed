using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Files that are refused, each with its message and hint.</summary>
public static class BadConfigurations
{
    private const string Segment = EnvironmentName.Form;

    private const string Example =
        "A minimal gitops-promotion.yaml, at the root of the repository, is:\n\n"
        + "environments:\n  - name: dev\n    auto: true\n  - name: prod\n    auto: false";

    private const string Indentation = "Look at the indentation of this line, and at the dashes before it.";
    private const string Timeout =
        "but must be a whole number of minutes, or a duration such as '90s', '5m' or '1h30m'.";
    private const string NotYaml = "Look at this line and the one before it for a missing quote, colon or blank.";

    public static TheoryData<string> Names => [.. All.Select(file => file.Name)];

    public static ConfigurationCase Get(string name) =>
        All.Single(file => string.Equals(file.Name, name, StringComparison.Ordinal));

    private static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        new("an empty file", "")
        {
            Mistake = "1:1: the file is empty. At least one environment is needed.",
            Hint = Example,
        },
        new("only a comment", "# later\n")
        {
            Mistake = "1:1: the file is empty. At least one environment is needed.",
            Hint = Example,
        },
        new("only a document marker", "---\n")
        {
            Mistake = "1:1: the file is empty. At least one environment is needed.",
            Hint = Example,
        },
        new("a list", "- dev\n- prod")
        {
            Mistake =
                "1:1: the file is a list, but must be a mapping with the keys 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = Indentation,
        },
        new("a text", "dev")
        {
            Mistake =
                "1:1: the file is 'dev', but must be a mapping with the keys 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = Indentation,
        },
        new("no environments", "prflow: per-app")
        {
            Mistake = "1:1: 'environments' is missing or empty. At least one environment is needed.",
            Hint = Example,
        },
        new("environments without a value", "prflow: per-app\nenvironments:\n")
        {
            Mistake = "2:14: 'environments' is missing or empty. At least one environment is needed.",
            Hint = Example,
        },
        new("an empty list of environments", "environments: []")
        {
            Mistake = "1:15: 'environments' is empty. At least one environment is needed.",
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
            Mistake = "2:3: 'environments' is a mapping, but must be a list of environments in the order of promotion.",
            Hint = Indentation,
        },
        new("an environment that is only a name", "environments: [dev]")
        {
            Mistake = "1:16: an environment is 'dev', but must be a mapping with the keys 'name' and 'auto'.",
            Hint = Indentation,
        },
        new(
            "an environment that is nothing",
            """
            environments:
              - name: dev
              -
            """
        )
        {
            Mistake = "3:4: an environment is nothing, but must be a mapping with the keys 'name' and 'auto'.",
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
            Mistake = "2:5: an environment has no 'name'. It must have one: the folder below each group.",
            Hint = "Write 'name: dev', for example.",
        },
        new(
            "an environment with an empty name",
            """
            environments:
              - name: ""
            """
        )
        {
            Mistake = $"2:11: an environment's name is '', but must be {Segment}.",
            Hint = "Rename it, and its folder.",
        },
        new(
            "an environment twice",
            """
            environments:
              - name: dev
              - name: qa
              - name: dev
            """
        )
        {
            Mistake = "4:11: the environment 'dev' stands twice, first in line 2. Each name is allowed once.",
            Hint = "Rename one of the two, or remove it.",
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
            Mistake =
                "3:11: the environment 'qa' differs from 'QA' in line 2 only in upper and lower case. Some file systems take both for one folder.",
            Hint = "Rename one of the two, or remove it.",
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
            Mistake = $"1:23: an environment's name is '{name}', but must be {Segment}.",
            Hint = "Rename it, and its folder.",
        },
        new("a name with a format character", "environments: [{name: \"a\\u202Eb\"}]")
        {
            Mistake = $"1:23: an environment's name is 'a\\u202eb', but must be {Segment}.",
            Hint = "Rename it, and its folder.",
            SchemaDiffers = "the pattern languages of schema checkers disagree on character classes",
        },
        new("a name that is a list", "environments: [{name: [dev]}]")
        {
            Mistake = $"1:23: an environment's name is a list, but must be {Segment}.",
            Hint = Indentation,
        },
        new("a negative number as a name", "environments: [{name: -5}]")
        {
            Mistake = $"1:23: an environment's name is '-5', but must be {Segment}.",
            Hint = "Rename it, and its folder.",
        },
        new("an unknown flow", "prflow: per-apps\nenvironments: [{name: dev}]")
        {
            Mistake = "1:9: 'prflow' is 'per-apps'. Allowed are 'per-app' and 'per-env'.",
            Hint = "Did you mean `per-app`?",
        },
        new("a flow like no other", "prflow: all-at-once\nenvironments: [{name: dev}]")
        {
            Mistake = "1:9: 'prflow' is 'all-at-once'. Allowed are 'per-app' and 'per-env'.",
            Hint = "Remove the key to get 'per-app'.",
        },
        new("a flow that is a list", "prflow: [per-app]\nenvironments: [{name: dev}]")
        {
            Mistake = "1:9: 'prflow' is a list, but must be 'per-app' or 'per-env'.",
            Hint = Indentation,
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
            Mistake = "3:5: an environment has the unknown key 'aut'. Allowed: 'name' and 'auto'.",
            Hint = "Did you mean `auto`?",
        },
        new("an unknown key of the file", "environments: [{name: dev}]\nversion: 2")
        {
            Mistake =
                "2:1: the file has the unknown key 'version'. Allowed: 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = "Remove it.",
        },
        new("a key in another case", "Environments: [{name: dev}]")
        {
            Mistake =
                "1:1: the file has the unknown key 'Environments'. Allowed: 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = "Did you mean `environments`?",
        },
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
            Mistake = "4:5: the key 'auto' stands twice, first in line 3. Each key is allowed once.",
            Hint = "Remove one of the two.",
            SchemaDiffers = "a schema sees a mapping after its keys were read",
        },
        new(
            "an app twice",
            """
            environments: [{name: dev}]
            groups:
              apps:
                applications:
                  cart: {}
                  "cart": {}
            """
        )
        {
            Mistake = "6:7: the key 'cart' stands twice, first in line 5. Each key is allowed once.",
            Hint = "Remove one of the two.",
            SchemaDiffers = "a schema sees a mapping after its keys were read",
        },
        new("a switch that is a word", "environments: [{name: dev, auto: maybe}]")
        {
            Mistake = "1:34: 'auto' is 'maybe', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a switch that is a number", "environments: [{name: dev, auto: 1}]")
        {
            Mistake = "1:34: 'auto' is '1', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a switch that is a list", "environments: [{name: dev, auto: [true]}]")
        {
            Mistake = "1:34: 'auto' is a list, but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a switch in quotes", "environments: [{name: dev, auto: \"true\"}]")
        {
            Mistake = "1:34: 'auto' is the text 'true', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
        },
        new("a switch of YAML 1.1 in quotes", "environments: [{name: dev, auto: 'yes'}]")
        {
            Mistake = "1:34: 'auto' is the text 'yes', but must be true or false.",
            Hint = "Write 'auto: true' or 'auto: false', without quotes.",
            SchemaDiffers = "a schema does not see quotes",
        },
        .. from wait in new[] { "-5", "5.5", "soon", "5 minutes", "5d", "1h30", "0x5", "05", "1_000", "1:30", "''" }
        select new ConfigurationCase(
            $"the wait {wait}",
            $"environments: [{{name: dev}}]\nstatus_timeout_minutes: {wait}"
        )
        {
            Mistake = $"2:25: 'status_timeout_minutes' is '{wait.Trim('\'')}', {Timeout}",
            Hint = "Write 5 for five minutes.",
            SchemaDiffers = wait is "0x5" or "05" ? "a schema sees a number, not how it was written" : null,
        },
        new("a wait that is a mapping", "environments: [{name: dev}]\nstatus_timeout_minutes: {minutes: 5}")
        {
            Mistake = $"2:25: 'status_timeout_minutes' is a mapping, {Timeout}",
            Hint = Indentation,
        },
        new("a wait in nanoseconds", "environments: [{name: dev}]\nstatus_timeout_minutes: 300000000000")
        {
            Mistake = "2:25: 'status_timeout_minutes' is '300000000000', but must be at least 1ms and at most 168h.",
            Hint = "A number without a unit is minutes: write 5 for five minutes.",
        },
        .. from wait in new[] { "169h", "5ns", "0.9ms", "9999999999999999h" }
        select new ConfigurationCase(
            $"the wait {wait}",
            $"environments: [{{name: dev}}]\nstatus_timeout_minutes: {wait}"
        )
        {
            Mistake = $"2:25: 'status_timeout_minutes' is '{wait}', but must be at least 1ms and at most 168h.",
            Hint = "A number without a unit is minutes: write 5 for five minutes.",
            SchemaDiffers = "a schema cannot add up a duration",
        },
        new("an empty branch", "environments: [{name: dev}]\nbranch: ''")
        {
            Mistake = "2:9: 'branch' is empty, but must be the name of the default branch, such as 'main'.",
            Hint = "Remove the key to let the remote say what its default branch is.",
        },
        new("a branch that is a mapping", "environments: [{name: dev}]\nbranch: {name: main}")
        {
            Mistake = "2:9: 'branch' is a mapping, but must be the name of the default branch, such as 'main'.",
            Hint = Indentation,
        },
        new("groups as a list", "environments: [{name: dev}]\ngroups: [apps]")
        {
            Mistake = "2:9: 'groups' is a list, but must be a mapping of group names to settings.",
            Hint = Indentation,
        },
        new("a group's name that is no path segment", "environments: [{name: dev}]\ngroups: {a/b: {}}")
        {
            Mistake = $"2:10: a group's name is 'a/b', but must be {Segment}.",
            Hint = "Rename it, and its folder.",
        },
        new("a group that is a text", "environments: [{name: dev}]\ngroups: {apps: podinfo}")
        {
            Mistake = "2:16: a group is 'podinfo', but must be a mapping with the keys 'applications'.",
            Hint = Indentation,
        },
        new("an unknown key of a group", "environments: [{name: dev}]\ngroups: {apps: {application: {}}}")
        {
            Mistake = "2:17: a group has the unknown key 'application'. Allowed: 'applications'.",
            Hint = "Did you mean `applications`?",
        },
        new("apps as a list", "environments: [{name: dev}]\ngroups: {apps: {applications: [podinfo]}}")
        {
            Mistake = "2:31: 'applications' is a list, but must be a mapping of app names to settings.",
            Hint = Indentation,
        },
        new(
            "an app's name that is no path segment",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {..: {}}}}"
        )
        {
            Mistake = $"2:32: an app's name is '..', but must be {Segment}.",
            Hint = "Rename it, and its folder.",
        },
        new(
            "an unknown key of an app",
            """
            environments: [{name: dev}]
            groups:
              apps:
                applications:
                  podinfo:
                    featureLabelSelectors: {app: podinfo}
            """
        )
        {
            Mistake =
                "6:9: an app has the unknown key 'featureLabelSelectors'. Allowed: 'featureOverwrite' and 'featureLabelSelector'.",
            Hint = "Did you mean `featureLabelSelector`?",
        },
        new(
            "a feature switch that is a text",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {cart: {featureOverwrite: never}}}}"
        )
        {
            Mistake = "2:57: 'featureOverwrite' is 'never', but must be true or false.",
            Hint = "Write 'featureOverwrite: true' or 'featureOverwrite: false', without quotes.",
        },
        new(
            "a label selector that is a text",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {cart: {featureLabelSelector: app=cart}}}}"
        )
        {
            Mistake =
                "2:61: 'featureLabelSelector' is 'app=cart', but must be a mapping of label names to label values.",
            Hint = Indentation,
        },
        new(
            "a label that is a list",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {cart: {featureLabelSelector: {app: [cart]}}}}}"
        )
        {
            Mistake = "2:67: the label 'app' is a list, but must be a text.",
            Hint = Indentation,
        },
        new("a key that is a list", "environments: [{name: dev}]\n? [a, b]\n: c")
        {
            Mistake = "2:3: a list stands where a key is needed.",
            Hint = "Write the key as a single word.",
            SchemaDiffers = "JSON has no such keys",
        },
        new("a second document", "environments: [{name: dev}]\n---\nenvironments: [{name: qa}]")
        {
            Mistake = "2:1: a second document begins here. The file holds one.",
            Hint = "Remove the line '---' and what follows it, or move it up into the first document.",
            SchemaDiffers = "a schema is applied to each document alone",
        },
        new("a tag of its own", "environments: !env [{name: dev}]")
        {
            Mistake = "1:15: the tag '!env' is not read here.",
            Hint = "Write the value without a tag.",
            SchemaDiffers = "a schema does not see tags",
        },
        new("a number's tag", "environments: [{name: !!int 5}]")
        {
            Mistake = "1:23: the tag 'tag:yaml.org,2002:int' is not read here.",
            Hint = "Write the value without a tag.",
            SchemaDiffers = "a schema does not see tags",
        },
        new("an alias without an anchor", "environments: *all")
        {
            Mistake = "1:15: the alias '*all' stands for nothing before it.",
            Hint = "Put the anchor '&all' on the value it stands for, further up, or write the value here.",
            SchemaDiffers = "it is no YAML",
        },
        new("an alias within its own anchor", "environments: &all [*all]")
        {
            Mistake = "1:21: the alias '*all' stands for nothing before it.",
            Hint = "Put the anchor '&all' on the value it stands for, further up, or write the value here.",
            SchemaDiffers = "it is no YAML",
        },
        new("a merge of a text", "environments: [{<<: dev}]")
        {
            Mistake = "1:17: '<<' merges 'dev', but only mappings can be merged.",
            Hint = "Name the anchor of a mapping, such as '<<: *defaults'.",
        },
        new("a tab as indentation", "environments:\n  - name: dev\n\t  auto: true")
        {
            Mistake = "3:1: a tab indents this line. YAML allows blanks only.",
            Hint = "Replace the tab by blanks.",
            SchemaDiffers = "it is no YAML",
        },
        new("a tab right below a key", "environments:\n\t- name: dev\n")
        {
            Mistake = "2:1: a tab indents this line. YAML allows blanks only.",
            Hint = "Replace the tab by blanks.",
            SchemaDiffers = "it is no YAML",
        },
        new("a tab below lines that are right", "environments:\n  - name: dev\n    auto: true\n \t- name: qa\n")
        {
            Mistake = "4:2: a tab indents this line. YAML allows blanks only.",
            Hint = "Replace the tab by blanks.",
            SchemaDiffers = "it is no YAML",
        },
        new("a quote that is never closed", "environments:\n  - name: \"dev")
        {
            Mistake = "2:11: this is no YAML: While scanning a quoted scalar, found unexpected end of stream.",
            Hint = NotYaml,
            SchemaDiffers = "it is no YAML",
        },
    ];
}
