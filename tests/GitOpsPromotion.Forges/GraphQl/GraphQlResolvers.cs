namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>What each field of a schema is got by.</summary>
internal sealed class GraphQlResolvers
{
    private readonly Dictionary<(string Type, string Field), Func<object, GraphQlArguments, object?>> all = [];

    public Func<object, GraphQlArguments, object?> this[string type, string field] => all[(type, field)];

    public GraphQlResolvers On<T>(string type, string field, Func<T, GraphQlArguments, object?> resolve)
        where T : class
    {
        all.Add((type, field), (source, arguments) => resolve((T)source, arguments));
        return this;
    }

    public GraphQlResolvers On<T>(string type, string field, Func<T, object?> resolve)
        where T : class => On<T>(type, field, (source, _) => resolve(source));

    /// <summary>The fields that nothing is said about.</summary>
    public IEnumerable<string> Missing(GraphQlSchema schema) =>
        schema
            .Types.Where(type => type.Kind is "type")
            .SelectMany(type =>
                type.Fields.Keys.Where(field => !all.ContainsKey((type.Name, field)))
                    .Select(field => $"{type.Name}.{field}")
            );
}
