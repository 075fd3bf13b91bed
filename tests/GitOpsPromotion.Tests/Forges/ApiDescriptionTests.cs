using System.Text;
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

    private static readonly ApiDescription Description = ApiDescription.Parse(Encoding.UTF8.GetBytes(Pets));

    [Theory]
    [InlineData("GET", "/pets?page=2&kind=cat", "")]
    [InlineData("POST", "/pets", """{"name":"Tom","nick":null,"age":3}""")]
    [InlineData("DELETE", "/pets/tom%2Fjerry", "")]
    public static void Has_nothing_against_a_good_request(string method, string target, string body) =>
        Description.CheckRequest(method, target, body).Should().BeEmpty();

    [Theory]
    [InlineData("PUT", "/pets", "", "The API has no PUT /pets.")]
    [InlineData("GET", "/pets", "", "GET /pets demands the query parameter 'page'.")]
    [InlineData("GET", "/pets?page=1&colour=red", "", "GET /pets knows no query parameter 'colour'.")]
    [InlineData(
        "GET",
        "/pets?page=one",
        "",
        "GET /pets: the parameter 'page': it is \"one\" where the type is integer."
    )]
    [InlineData("GET", "/pets?page=0", "", "GET /pets: the parameter 'page': it is 0, beyond minimum 1.")]
    [InlineData(
        "GET",
        "/pets?page=1&kind=cow",
        "",
        "GET /pets: the parameter 'kind': it is \"cow\", which is none of [\"cat\", \"dog\"]."
    )]
    [InlineData("GET", "/pets?page=1", "{}", "GET /pets takes no body.")]
    [InlineData("POST", "/pets", "", "POST /pets demands a body.")]
    [InlineData("POST", "/pets", "name=Tom", "The body of POST /pets is not JSON.")]
    [InlineData("POST", "/pets", "{}", "The body of POST /pets: 'name' is missing.")]
    [InlineData("POST", "/pets", """{"name":null}""", "The body of POST /pets: 'name' is null.")]
    [InlineData(
        "POST",
        "/pets",
        """{"name":"Tom","age":"3"}""",
        "The body of POST /pets: 'age' is \"3\" where the type is integer."
    )]
    [InlineData("POST", "/pets", """{"name":"Tom","tail":1}""", "The body of POST /pets: 'tail' is not known.")]
    public static void Says_what_is_wrong_with_a_request(string method, string target, string body, string finding) =>
        Description.CheckRequest(method, target, body).Should().Equal(finding);

    [Theory]
    [InlineData("GET", 200, """[{"name":"Tom","owner":null},{"name":"Spike","owner":{"id":1},"tag":"x"}]""")]
    [InlineData("POST", 201, """{"name":"Tom","owner":{"id":1},"born":"2026-01-02T12:00:00Z","tag":7}""")]
    [InlineData("POST", 503, "Busy")]
    public static void Has_nothing_against_a_good_answer(string method, int status, string body) =>
        Description.CheckAnswer(method, "/pets", status, body).Should().BeEmpty();

    [Theory]
    [InlineData("POST", 200, "{}", "The answer 200 to POST /pets is not described.")]
    [InlineData("GET", 200, "{}", "The answer 200 to GET /pets: it is {} where the type is array.")]
    [InlineData("GET", 200, """[{"name":"Tom"}]""", "The answer 200 to GET /pets: '[0].owner' is missing.")]
    [InlineData(
        "POST",
        201,
        """{"name":"Tom","owner":{"id":"1"}}""",
        "The answer 201 to POST /pets: 'owner.id' is \"1\" where the type is integer."
    )]
    [InlineData(
        "POST",
        201,
        """{"name":"Tom","owner":null,"born":"soon"}""",
        "The answer 201 to POST /pets: 'born' is 'soon', which is no date-time."
    )]
    [InlineData(
        "POST",
        201,
        """{"name":"Tom","owner":null,"tag":true}""",
        "The answer 201 to POST /pets: 'tag' fits none of anyOf; the nearest: 'tag' is true where the type is integer."
    )]
    public static void Says_what_is_wrong_with_an_answer(string method, int status, string body, string finding) =>
        Description.CheckAnswer(method, "/pets", status, body).Should().Equal(finding);

    [Fact]
    public static void Reads_what_the_vendors_describe()
    {
        var github = ApiDescription.Find("github");
        Assert.SkipWhen(github is null, ApiDescription.Missing);

        github
            .CheckRequest("GET", "/repos/acme/gitops/pulls?state=open&head=acme%3Apromote%2Fwebshop&per_page=100")
            .Should()
            .BeEmpty();
        github.CheckRequest("GET", "/repos/acme/gitops/branches/promote%2Fwebshop/protection").Should().BeEmpty();
        github.CheckRequest("GET", "/repos/acme/gitops/pulls?state=opened").Should().ContainSingle();
        ApiDescription
            .Find("azure-devops")!
            .CheckRequest("GET", "/acme/web%20shop/_apis/git/repositories/gitops?api-version=7.1")
            .Should()
            .BeEmpty();
    }
}
