using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Valid files.</summary>
public static class ValidConfigurations
{
    public static TheoryData<string> Names => [.. All.Select(file => file.Name)];

    public static ConfigurationCase Get(string name) =>
        All.Single(file => string.Equals(file.Name, name, StringComparison.Ordinal));

    private static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        new(
            "every key",
            """
            # yaml-language-server: $schema=./gitops-promotion.schema.json
            prflow: per-env
            status_timeout_minutes: 10
            branch: trunk
            environments:
              - name: dev
                auto: true
              - name: prod
                auto: false
            groups:
              apps:
                applications:
                  podinfo:
                    featureOverwrite: true
                    featureLabelSelector: {app: podinfo, tier: web}
            """
        ),
        new(
            "one environment and nothing else",
            """
            environments:
              - name: dev
            """
        ),
        new(
            "a list without indentation, after a document marker and before an end marker",
            """
            %YAML 1.1
            ---
            environments:
            - {name: dev, auto: true}
            - "name": 'qa'
              "auto": false
            ...
            """
        ),
        new(
            "keys without values",
            """
            prflow:
            status_timeout_minutes: ~
            branch: null
            environments:
              - name: dev
                auto:
            groups:
            """
        ),
        new(
            "groups, apps and labels without values",
            """
            environments: [{name: dev}]
            groups:
              infra:
              apps:
                applications:
              shop:
                applications:
                  cart:
                  webui:
                    featureOverwrite:
                    featureLabelSelector:
                  payment:
                    featureLabelSelector:
                      canary:
            """
        ),
        new(
            "names that are numbers and booleans in YAML",
            """
            branch: 2.0
            environments:
              - name: 2024
              - name: true
            groups:
              1: {applications: {2: {featureLabelSelector: {app: 3, canary: true, weight: 0.5}}}}
            """
        ),
        new(
            "names of any script",
            """
            environments:
              - name: tëst
              - name: 本番
              - name: a_b-c.d+1
            """
        ),
        new("JSON", """{"environments": [{"name": "dev", "auto": true}], "status_timeout_minutes": "90s"}"""),
        new(
            "the booleans of YAML 1.1",
            """
            environments:
              - {name: a, auto: yes}
              - {name: b, auto: On}
              - {name: c, auto: y}
              - {name: d, auto: NO}
              - {name: e, auto: off}
              - {name: f, auto: N}
              - {name: g, auto: TRUE}
            """
        ),
        new(
            "an anchor and its alias",
            """
            environments: [{name: dev}]
            groups:
              apps:
                applications:
                  cart: &review {featureLabelSelector: {tier: shop}}
                  webui: *review
            """
        ),
        new(
            "a merge key",
            """
            environments:
              - &base {name: dev, auto: true}
              - <<: *base
                name: qa
            """
        )
        {
            SchemaDiffers = "a schema does not know merge keys",
        },
        new(
            "tags of the type that a value has anyway",
            """
            !!map
            environments: !!seq [{name: !!str dev}, {name: ! qa}]
            """
        ),
        new("a quoted number of minutes", "environments: [{name: dev}]\nstatus_timeout_minutes: \"5\""),
        new("a timeout of zero", "environments: [{name: dev}]\nstatus_timeout_minutes: 0"),
        new("a duration in the format of Go", "environments: [{name: dev}]\nstatus_timeout_minutes: 1h30m"),
        new("a duration with a fraction", "environments: [{name: dev}]\nstatus_timeout_minutes: 1.5h"),
        new("the longest timeout", "environments: [{name: dev}]\nstatus_timeout_minutes: 10080"),
        new("a byte order mark", "\uFEFFenvironments: [{name: dev}]"),
        new("Windows line endings", "environments:\r\n  - name: dev\r\n    auto: true\r\n"),
    ];
}
