using FluentAssertions;
using GitOpsPromotion.Forges.Contracts;
using Xunit;

namespace GitOpsPromotion.Tests.Forges;

public static class ApiDescriptionTests
{
    private const string Pets = """
        {
          "paths": {
            "/pets": {
              "get": {
                "parameters": [
                  { "name": "kind", "in": "query", "schema": { "type": "string", "enum": ["cat", "dog"] } },
                  { "name": "page", "in": "query", "required": true, "schema": { "type": "integer", "minimum": 1 } }
                ],
                "responses": {
                  "200": { "content": { "application/json": {
                    "schema": { "type": "array", "items": { "$ref": "#/components/schemas/pet" } } } } }
                }
              },
              "post": {
                "requestBody": { "required": true, "content": { "application/json": { "schema": {
                  "type": "object",
                  "properties": {
                    "name": { "type": "string" },
                    "nick": { "type": "string", "nullable": true },
                    "age": { "type": "integer" }
                  },
                  "required": ["name"],
                  "additionalProperties": false } } } },
                "responses": { "201": { "content": { "application/json": {
                  "schema": { "$ref": "#/components/schemas/pet" } } } } }
              }
            },
            "/pets/{name}": {
              "delete": {
                "parameters": [{ "name": "name", "in": "path", "required": true, "schema": { "type": "string" } }],
                "responses": { "204": { "description": "Gone" } }
              }
            }
          },
          "components": { "schemas": {
            "pet": {
              "type": "object",
              "required": ["name", "owner"],
              "properties": {
                "name": { "type": "string" },
                "born": { "type": "string", "format": "date-time" },
                "owner": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/owner" }] },
                "tag": { "anyOf": [{ "type": "integer" }, { "type": "string" }] }
              }
            },
            "owner": { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } }
          } }
        }
        """;

    private static readonly ApiDescription Description = ApiDescription.Parse(Pets);

    [Theory]
    [InlineData("GET", "/pets?page=2&kind=cat", "")]
    [InlineData("POST", "/pets", """{"name":"Tom","nick":null,"age":3}""")]
    [InlineData("DELETE", "/pets/tom%2Fjerry", "")]
    public static void A_described_request_has_no_findings(string method, string target, string body) =>
        Description.CheckRequest(method, target, body).Should().BeEmpty();

    [Theory]
    [InlineData("PUT", "/pets", "", "The API has no PUT /pets.")]
    [InlineData("GET", "/pets", "", "GET /pets requires the query parameter 'page'.")]
    [InlineData("GET", "/pets?page=1&colour=red", "", "GET /pets has no query parameter 'colour'.")]
    [InlineData("GET", "/pets?page=one", "", "GET /pets: the parameter 'page': IntegerExpected at *.")]
    [InlineData("GET", "/pets?page=0", "", "GET /pets: the parameter 'page': NumberTooSmall at *.")]
    [InlineData("GET", "/pets?page=1&kind=cow", "", "GET /pets: the parameter 'kind': NotInEnumeration at *.")]
    [InlineData("GET", "/pets?page=1", "{}", "GET /pets takes no body.")]
    [InlineData("POST", "/pets", "", "POST /pets requires a body.")]
    [InlineData("POST", "/pets", "name=Tom", "The body of POST /pets is not JSON.")]
    [InlineData("POST", "/pets", "{}", "The body of POST /pets: PropertyRequired at #/name.")]
    [InlineData("POST", "/pets", """{"name":null}""", "The body of POST /pets: StringExpected at #/name.")]
    [InlineData("POST", "/pets", """{"name":"T","age":"3"}""", "The body of POST /pets: IntegerExpected at #/age.")]
    [InlineData(
        "POST",
        "/pets",
        """{"name":"T","tail":1}""",
        "The body of POST /pets: NoAdditionalPropertiesAllowed at #/tail."
    )]
    public static void A_request_that_breaks_the_description_has_a_finding(
        string method,
        string target,
        string body,
        string finding
    ) => Description.CheckRequest(method, target, body).Should().ContainSingle().Which.Should().Match(finding);

    [Theory]
    [InlineData("GET", 200, """[{"name":"Tom","owner":null},{"name":"Spike","owner":{"id":1},"tag":"x"}]""")]
    [InlineData("POST", 201, """{"name":"Tom","owner":{"id":1},"born":"2026-01-02T12:00:00Z","tag":7}""")]
    [InlineData("POST", 503, "Busy")]
    public static void A_described_answer_has_no_findings(string method, int status, string body) =>
        Description.CheckAnswer(method, "/pets", status, body).Should().BeEmpty();

    [Theory]
    [InlineData("POST", 200, "{}", "The answer 200 to POST /pets is not described.")]
    [InlineData("GET", 200, "{}", "The answer 200 to GET /pets: ArrayExpected at *.")]
    [InlineData("GET", 200, """[{"name":"Tom"}]""", "The answer 200 to GET /pets: PropertyRequired at *owner.")]
    [InlineData(
        "POST",
        201,
        """{"name":"Tom","owner":{"id":"1"}}""",
        "The answer 201 to POST /pets: IntegerExpected at #/owner.id."
    )]
    [InlineData(
        "POST",
        201,
        """{"name":"Tom","owner":null,"born":"soon"}""",
        "The answer 201 to POST /pets: DateTimeExpected at #/born."
    )]
    [InlineData(
        "POST",
        201,
        """{"name":"Tom","owner":null,"tag":true}""",
        "The answer 201 to POST /pets: IntegerExpected at #/tag."
    )]
    public static void An_answer_that_breaks_the_description_has_a_finding(
        string method,
        int status,
        string body,
        string finding
    ) => Description.CheckAnswer(method, "/pets", status, body).Should().ContainSingle().Which.Should().Match(finding);

    [Fact]
    public static void The_descriptions_of_the_vendors_are_read()
    {
        var github = ApiDescription.Find("github");
        Assert.SkipWhen(github is null, ApiDescription.Missing);

        github
            .CheckRequest("GET", "/repos/acme/gitops/pulls?state=open&head=acme%3Apromote%2Fwebshop&per_page=100")
            .Should()
            .BeEmpty();
        github.CheckRequest("GET", "/repos/acme/gitops/branches/promote%2Fwebshop/protection").Should().BeEmpty();
        github.CheckRequest("GET", "/repos/acme/gitops/pulls?state=opened").Should().ContainSingle();
        github
            .CheckAnswer("GET", "/repos/acme/gitops/commits/main/pulls", 200, """[{"number":"1"}]""")
            .Should()
            .Contain(finding => finding.EndsWith("IntegerExpected at #/[0].number.", StringComparison.Ordinal));
        ApiDescription
            .Find("azure-devops")!
            .CheckRequest("GET", "/acme/web%20shop/_apis/git/repositories/gitops?api-version=7.1")
            .Should()
            .BeEmpty();
    }
}
