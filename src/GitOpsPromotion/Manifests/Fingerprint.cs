namespace GitOpsPromotion.Manifests;

/// <summary>A running 64-bit FNV-1a hash over what a YAML parser read (http://www.isthe.com/chongo/tech/comp/fnv/).</summary>
internal struct Fingerprint
{
    private const ulong Prime = 1099511628211;

    // Zero is the state of a default value; the offset basis is folded in.
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
