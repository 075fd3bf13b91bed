namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>Holds an operation against the schema before anything is done, in the words of GitHub's server.</summary>
internal sealed class GraphQlValidator(GraphQlSchema schema, GraphQlDocument document, GraphQlOperation operation)
{
    private readonly List<GraphQlException> findings = [];
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public IReadOnlyList<GraphQlException> Check()
    {
        Walk(schema.Find(operation.Kind is "mutation" ? "Mutation" : "Query")!, operation.Selections);

        foreach (var variable in operation.Variables.Where(one => !used.Contains(one.Name)))
        {
            findings.Add(
                new($"Variable ${variable.Name} is declared by {operation.Name ?? "anonymous query"} but not used")
            );
        }

        return findings;
    }

    private void Walk(GraphQlType type, IReadOnlyList<GraphQlSelection> selections)
    {
        foreach (var selection in selections)
        {
            switch (selection)
            {
                case GraphQlSelection.Field field:
                    Check(type, field);
                    break;
                case GraphQlSelection.Fragment fragment:
                    Enter(type, fragment, line: 0, column: 0);
                    break;
                case GraphQlSelection.Spread spread when document.Fragments.TryGetValue(spread.Name, out var named):
                    Enter(type, named, spread.Line, spread.Column);
                    break;
                case GraphQlSelection.Spread spread:
                    findings.Add(new($"Fragment {spread.Name} was used, but not defined", spread.Line, spread.Column));
                    break;
            }
        }
    }

    private void Enter(GraphQlType type, GraphQlSelection.Fragment fragment, int line, int column)
    {
        var inner = fragment.Type is null ? type : schema.Find(fragment.Type);

        if (inner is null)
        {
            findings.Add(new($"No such type {fragment.Type}, so it can't be a fragment condition", line, column));
        }
        else if (!GraphQlSchema.Overlap(type, inner))
        {
            findings.Add(new($"Fragment on {inner.Name} can't be spread inside {type.Name}", line, column));
        }
        else
        {
            Walk(inner, fragment.Selections);
        }
    }

    private void Check(GraphQlType type, GraphQlSelection.Field field)
    {
        if (field.Name is "__typename")
        {
            return;
        }

        if (!type.Fields.TryGetValue(field.Name, out var known))
        {
            Add(field, $"Field '{field.Name}' doesn't exist on type '{type.Name}'");
            return;
        }

        CheckArguments(field, known);
        var inner = schema.Find(GraphQlSchema.NameOf(known.Type));

        if (inner is null or { Kind: "enum" })
        {
            if (field.Selections.Count > 0)
            {
                Add(
                    field,
                    $"Selections can't be made on scalars (field '{field.Name}' returns {GraphQlSchema.NameOf(known.Type)} but has selections)"
                );
            }
        }
        else if (field.Selections.Count is 0)
        {
            Add(
                field,
                $"Field must have selections (field '{field.Name}' returns {inner.Name} but has no selections. Did you mean '{field.Name} {{ ... }}'?)"
            );
        }
        else
        {
            Walk(inner, field.Selections);
        }
    }

    private void CheckArguments(GraphQlSelection.Field field, GraphQlField known)
    {
        foreach (var (name, value) in field.Arguments)
        {
            if (known.Arguments.FirstOrDefault(argument => argument.Name == name) is { } argument)
            {
                CheckVariables(field, value, argument.Name, argument.Type, argument.Default is not null);
            }
            else
            {
                Add(field, $"Field '{field.Name}' doesn't accept argument '{name}'");
            }
        }

        var missing = known
            .Arguments.Where(argument => argument.IsRequired && !field.Arguments.ContainsKey(argument.Name))
            .Select(argument => argument.Name)
            .ToList();

        if (missing.Count > 0)
        {
            Add(field, $"Field '{field.Name}' is missing required arguments: {string.Join(", ", missing)}");
        }
    }

    private void CheckVariables(
        GraphQlSelection.Field field,
        GraphQlValue value,
        string name,
        string type,
        bool hasDefault
    )
    {
        switch (value)
        {
            case GraphQlValue.Variable variable:
                used.Add(variable.Name);

                if (operation.Variables.FirstOrDefault(one => one.Name == variable.Name) is not { } declared)
                {
                    Add(
                        field,
                        $"Variable ${variable.Name} is used by {operation.Name ?? "anonymous query"} but not declared"
                    );
                }
                else if (!Fits(declared, type, hasDefault))
                {
                    Add(
                        field,
                        $"Type mismatch on variable ${variable.Name} and argument {name} ({declared.Type} / {type})"
                    );
                }

                break;
            case GraphQlValue.ListValue list:
                foreach (var item in list.Items)
                {
                    CheckVariables(field, item, name, GraphQlInputs.Inner(type), hasDefault: false);
                }

                break;
            case GraphQlValue.ObjectValue fields when schema.Find(GraphQlSchema.NameOf(type)) is { } input:
                foreach (var (key, item) in fields.Fields)
                {
                    if (input.Inputs.FirstOrDefault(one => one.Name == key) is { } known)
                    {
                        CheckVariables(field, item, key, known.Type, known.Default is not null);
                    }
                }

                break;
        }
    }

    // What may be null does not fit where null may not be, unless a default is there.
    private static bool Fits(GraphQlVariable variable, string type, bool hasDefault) =>
        variable.Type == type
        || variable.Type.TrimEnd('!') == type
        || ((hasDefault || variable.Default is not null) && variable.Type.TrimEnd('!') == type.TrimEnd('!'));

    private void Add(GraphQlSelection.Field field, string message) =>
        findings.Add(new(message, field.Line, field.Column));
}
