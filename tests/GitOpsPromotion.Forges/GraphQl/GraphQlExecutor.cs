using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>Answers a request: checks it first, then resolves field by field.</summary>
/// <param name="schema">The types.</param>
/// <param name="resolvers">What the fields are got by.</param>
internal sealed class GraphQlExecutor(GraphQlSchema schema, GraphQlResolvers resolvers)
{
    private readonly GraphQlResolvers resolvers = resolvers.Missing(schema).ToList() is [var missing, ..]
        ? throw new InvalidOperationException($"Nothing answers for {missing}.")
        : resolvers;

    /// <param name="text">The document.</param>
    /// <param name="variables">The variables that were sent.</param>
    /// <param name="root">What the first fields are got from.</param>
    public JsonObject Answer(string text, JsonObject variables, object root)
    {
        try
        {
            var document = GraphQlParser.Parse(text);

            if (document.Operations is not [var operation])
            {
                throw new GraphQlException("An operation name is required");
            }

            var findings = new GraphQlValidator(schema, document, operation).Check();

            if (findings.Count > 0)
            {
                return new() { ["errors"] = new JsonArray([.. findings.Select(one => Describe(one, path: null))]) };
            }

            GraphQlInputs inputs = new(schema, Coerce(operation, variables));
            GraphQlRun run = new(schema, resolvers, document, inputs);
            JsonNode? data;

            try
            {
                data = run.Select(
                    schema.Find(operation.Kind is "mutation" ? "Mutation" : "Query")!,
                    root,
                    operation.Selections,
                    []
                );
            }
            catch (GraphQlNullException)
            {
                data = null;
            }

            JsonObject answer = new() { ["data"] = data };

            if (run.Errors.Count > 0)
            {
                answer["errors"] = new JsonArray([.. run.Errors]);
            }

            return answer;
        }
        catch (GraphQlException exception)
        {
            return new() { ["errors"] = new JsonArray(Describe(exception, path: null)) };
        }
    }

    private JsonObject Coerce(GraphQlOperation operation, JsonObject variables)
    {
        GraphQlInputs inputs = new(schema, []);
        JsonObject coerced = [];

        foreach (var variable in operation.Variables)
        {
            var place = $"Variable ${variable.Name} of type {variable.Type}";

            if (variables.ContainsKey(variable.Name) || variable.Default is null)
            {
                coerced[variable.Name] = inputs.Coerce(variables[variable.Name]?.DeepClone(), variable.Type, place);
            }
            else
            {
                coerced[variable.Name] = inputs.Resolve(variable.Default, variable.Type, place);
            }
        }

        return coerced;
    }

    public static JsonObject Describe(GraphQlException exception, IEnumerable<JsonNode>? path)
    {
        JsonObject error = [];

        if (exception.Code is { } type)
        {
            error["type"] = type;
        }

        if (path is not null)
        {
            error["path"] = new JsonArray([.. path.Select(part => part.DeepClone())]);
        }

        if (exception.Line > 0)
        {
            error["locations"] = new JsonArray(
                new JsonObject { ["line"] = exception.Line, ["column"] = exception.Column }
            );
        }

        error["message"] = exception.Message;
        return error;
    }
}
