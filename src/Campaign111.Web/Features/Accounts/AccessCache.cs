using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Keeps for a few seconds what every request asks: whom a token speaks for, and which roles an account has. What this node changes
/// counts here at once (<see cref="Forget"/> after the commit), on other nodes and after a command within <see cref="Fresh"/>.</summary>
public sealed class AccessCache(TimeProvider time) : IForgetsDemo
{
    /// <summary>How long a revoked token or an ended role may still work on another node.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    // An evening of a whole country; over it everything is read again.
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, Kept<TokenOwner>> owners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, Kept<IReadOnlyList<Membership>>> roles = new();
    private long version;

    /// <summary>Rises with each <see cref="Forget"/>. To be asked before reading what is to be kept: a change that is committed while the old
    /// state is being read makes the reading stale from the start.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Nothing kept counts any longer. To be called after every commit that changes accounts, roles or tokens.</summary>
    public void Forget() => Interlocked.Increment(ref version);

    public void ForgetDemo() => Forget();

    /// <summary>The owner by the hash of the secret. Expiry is the caller's to check.</summary>
    public bool TryOwner(string hash, [NotNullWhen(true)] out TokenOwner? owner) => TryGet(owners, hash, out owner);

    public void Keep(string hash, TokenOwner owner, long asOf) => Keep(owners, hash, owner, asOf);

    public bool TryRoles(long account, [NotNullWhen(true)] out IReadOnlyList<Membership>? memberships) => TryGet(roles, account, out memberships);

    public void Keep(long account, IReadOnlyList<Membership> memberships, long asOf) => Keep(roles, account, memberships, asOf);

    private bool TryGet<TKey, T>(ConcurrentDictionary<TKey, Kept<T>> all, TKey key, [NotNullWhen(true)] out T? value)
        where TKey : notnull
        where T : class
    {
        value = all.TryGetValue(key, out var kept) && kept.Version == Version && time.GetElapsedTime(kept.At) < Fresh ? kept.Value : null;
        return value is not null;
    }

    private void Keep<TKey, T>(ConcurrentDictionary<TKey, Kept<T>> all, TKey key, T value, long asOf)
        where TKey : notnull
    {
        if (all.Count > Most)
        {
            all.Clear();
        }

        all[key] = new Kept<T>(value, asOf, time.GetTimestamp());
    }

    private sealed record Kept<T>(T Value, long Version, long At);
}
