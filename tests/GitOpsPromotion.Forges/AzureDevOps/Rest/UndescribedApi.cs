namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>
/// The endpoints that the vendor's description of Git lacks, described by hand after
/// https://learn.microsoft.com/rest/api/azure/devops/policy/evaluations/list,
/// https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-iterations/list and what clients of connectionData read.
/// </summary>
internal static class UndescribedApi
{
    public const string Json = """
        {
          "paths": {
            "/{collection}/{project}/_apis/policy/evaluations": {
              "get": {
                "parameters": [
                  { "name": "artifactId", "in": "query", "required": true, "schema": { "type": "string" } },
                  { "name": "includeNotApplicable", "in": "query", "schema": { "type": "boolean" } },
                  { "name": "$top", "in": "query", "schema": { "type": "integer", "minimum": 1 } },
                  { "name": "$skip", "in": "query", "schema": { "type": "integer", "minimum": 0 } },
                  { "$ref": "#/components/parameters/version" }
                ],
                "responses": { "200": { "content": { "application/json": { "schema": {
                  "type": "object",
                  "required": ["count", "value"],
                  "additionalProperties": false,
                  "properties": {
                    "count": { "type": "integer" },
                    "value": { "type": "array", "items": { "$ref": "#/components/schemas/evaluation" } }
                  }
                } } } } }
              }
            },
            "/{collection}/{project}/_apis/git/repositories/{repository}/pullRequests/{id}/iterations": {
              "get": {
                "parameters": [
                  { "name": "includeCommits", "in": "query", "schema": { "type": "boolean" } },
                  {
                    "name": "api-version", "in": "query", "required": true,
                    "schema": { "type": "string", "enum": ["7.1"] }
                  }
                ],
                "responses": { "200": { "content": { "application/json": { "schema": {
                  "type": "object",
                  "required": ["count", "value"],
                  "additionalProperties": false,
                  "properties": {
                    "count": { "type": "integer" },
                    "value": { "type": "array", "items": {
                      "type": "object",
                      "required": ["id", "sourceRefCommit"],
                      "properties": {
                        "id": { "type": "integer", "minimum": 1 },
                        "sourceRefCommit": {
                          "type": "object",
                          "required": ["commitId"],
                          "properties": { "commitId": { "type": "string" } }
                        }
                      }
                    } }
                  }
                } } } } }
              }
            },
            "/{collection}/_apis/connectionData": {
              "get": {
                "parameters": [
                  { "name": "connectOptions", "in": "query", "schema": { "type": "string" } },
                  { "name": "lastChangeId", "in": "query", "schema": { "type": "integer" } },
                  { "name": "lastChangeId64", "in": "query", "schema": { "type": "integer" } },
                  { "$ref": "#/components/parameters/version" }
                ],
                "responses": { "200": { "content": { "application/json": { "schema": {
                  "type": "object",
                  "required": ["authenticatedUser", "authorizedUser", "instanceId"],
                  "properties": {
                    "authenticatedUser": { "$ref": "#/components/schemas/user" },
                    "authorizedUser": { "$ref": "#/components/schemas/user" },
                    "instanceId": { "type": "string" },
                    "deploymentId": { "type": "string" },
                    "deploymentType": { "type": "string", "enum": ["hosted", "onPremises"] },
                    "locationServiceData": { "type": "object" }
                  }
                } } } } }
              }
            }
          },
          "components": {
            "parameters": {
              "version": {
                "name": "api-version", "in": "query", "required": true,
                "schema": { "type": "string", "enum": ["7.1-preview.1"] }
              }
            },
            "schemas": {
              "evaluation": {
                "type": "object",
                "required": ["evaluationId", "artifactId", "status", "configuration"],
                "additionalProperties": false,
                "properties": {
                  "evaluationId": { "type": "string" },
                  "artifactId": { "type": "string" },
                  "startedDate": { "type": "string", "format": "date-time" },
                  "completedDate": { "type": "string", "format": "date-time" },
                  "status": {
                    "type": "string",
                    "enum": ["queued", "running", "approved", "rejected", "notApplicable", "broken"]
                  },
                  "context": { "type": "object" },
                  "configuration": {
                    "type": "object",
                    "required": ["id", "isBlocking", "isEnabled", "type", "settings"],
                    "properties": {
                      "id": { "type": "integer" },
                      "isBlocking": { "type": "boolean" },
                      "isEnabled": { "type": "boolean" },
                      "type": {
                        "type": "object",
                        "required": ["id", "displayName"],
                        "properties": { "id": { "type": "string" }, "displayName": { "type": "string" } }
                      }
                    }
                  }
                }
              },
              "user": {
                "type": "object",
                "required": ["id", "descriptor", "providerDisplayName"],
                "properties": {
                  "id": { "type": "string" },
                  "descriptor": { "type": "string" },
                  "subjectDescriptor": { "type": "string" },
                  "providerDisplayName": { "type": "string" },
                  "isActive": { "type": "boolean" }
                }
              }
            }
          }
        }
        """;
}
