namespace GitOpsPromotion.Manifests;

/// <summary>A 64-bit FNV-1a hash of the content of a YAML text (http://www.isthe.com/chongo/tech/comp/fnv/).</summary>
internal struct Fingerprint
{
    private const ulong Prime = 1099511628211;

    // The default value is zero: Add applies the offset basis.
    private ulong state;

    public readonly ulong Value => state;

    public void Add(int number) => state = ((state ^ 14695981039346656037) ^ (uint)number) * Prime;

    public void Add(string text)
    {
        Add(text.Length);
        foreach (var character in text)
        {
            state = (state ^ character) * Prime;
        }
    }
}
