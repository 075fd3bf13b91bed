namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>
/// The endpoints that the vendor's description of Git lacks, described after
/// https://learn.microsoft.com/rest/api/azure/devops/policy/evaluations/list,
/// https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-iterations/list and what clients of connectionData read.
/// </summary>
internal static class UndescribedApi
{
    public const string Json = """
        {
          "paths": {
            "/{collection}/{project}/_apis/policy/evaluations": { "get": {
              "parameters": [
                { "name": "artifactId", "in": "query", "required": true, "schema": { "type": "string" } },
                { "name": "$top", "in": "query", "schema": { "type": "integer", "minimum": 1 } },
                { "name": "$skip", "in": "query", "schema": { "type": "integer", "minimum": 0 } },
                { "$ref": "#/components/parameters/preview" }
              ],
              "responses": { "200": { "content": { "application/json": { "schema": {
                "type": "object", "required": ["count", "value"],
                "properties": { "value": { "type": "array", "items": { "$ref": "#/components/schemas/evaluation" } } }
              } } } } }
            } },
            "/{collection}/{project}/_apis/git/repositories/{repository}/pullRequests/{id}/iterations": { "get": {
              "parameters": [
                { "name": "api-version", "in": "query", "required": true, "schema": { "type": "string", "enum": ["7.1"] } }
              ],
              "responses": { "200": { "content": { "application/json": { "schema": {
                "type": "object", "required": ["count", "value"],
                "properties": { "value": { "type": "array", "items": {
                  "type": "object", "required": ["id", "sourceRefCommit"],
                  "properties": {
                    "id": { "type": "integer", "minimum": 1 },
                    "sourceRefCommit": {
                      "type": "object", "required": ["commitId"], "properties": { "commitId": { "type": "string" } }
                    }
                  }
                } } }
              } } } } }
            } },
            "/{collection}/_apis/connectionData": { "get": {
              "parameters": [{ "$ref": "#/components/parameters/preview" }],
              "responses": { "200": { "content": { "application/json": { "schema": {
                "type": "object", "required": ["authenticatedUser", "authorizedUser", "instanceId"],
                "properties": {
                  "authenticatedUser": { "$ref": "#/components/schemas/user" },
                  "authorizedUser": { "$ref": "#/components/schemas/user" }
                }
              } } } } }
            } }
          },
          "components": {
            "parameters": { "preview": {
              "name": "api-version", "in": "query", "required": true,
              "schema": { "type": "string", "enum": ["7.1-preview.1"] }
            } },
            "schemas": {
              "evaluation": {
                "type": "object", "required": ["evaluationId", "artifactId", "status", "configuration"],
                "properties": {
                  "evaluationId": { "type": "string" },
                  "status": {
                    "type": "string", "enum": ["queued", "running", "approved", "rejected", "notApplicable", "broken"]
                  },
                  "configuration": {
                    "type": "object", "required": ["id", "isBlocking", "isEnabled", "type", "settings"],
                    "properties": {
                      "id": { "type": "integer" }, "isBlocking": { "type": "boolean" }, "isEnabled": { "type": "boolean" },
                      "type": {
                        "type": "object", "required": ["id", "displayName"],
                        "properties": { "id": { "type": "string" }, "displayName": { "type": "string" } }
                      }
                    }
                  }
                }
              },
              "user": {
                "type": "object", "required": ["id", "descriptor", "providerDisplayName"],
                "properties": { "id": { "type": "string" }, "providerDisplayName": { "type": "string" } }
              }
            }
          }
        }
        """;
}
