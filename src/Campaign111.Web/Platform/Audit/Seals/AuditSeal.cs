using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>The seal of one event: its place in the chain, and what the chain was computed from.</summary>
public sealed class AuditSeal
{
    /// <summary>Hash "before" the first seal.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Stands for a name that was erased.</summary>
    public const string ErasedActor = "(đã xoá)";

    public long Seq { get; init; }

    public long EventId { get; init; }

    /// <summary>32 hexadecimal digits; null once the actor's name was erased.</summary>
    public string? ActorSalt { get; init; }

    /// <summary>The same for before, after and reason.</summary>
    public string? TextSalt { get; init; }

    public string? ActorDigest { get; init; }

    public string? BeforeDigest { get; init; }

    public string? AfterDigest { get; init; }

    public string? ReasonDigest { get; init; }

    /// <summary>SHA-256 of the event's fields, the personal ones as digests.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>SHA-256 of the hash before and <see cref="ContentHash"/>.</summary>
    public string Hash { get; init; } = "";

    public DateTimeOffset SealedAt { get; init; }

    /// <summary>Seals an event behind another seal.</summary>
    /// <param name="happened">The event as stored.</param>
    /// <param name="seq">Its place.</param>
    /// <param name="previous">Hash of the seal before it, or <see cref="Origin"/>.</param>
    /// <param name="at">Now.</param>
    public static AuditSeal Of(AuditEvent happened, long seq, string previous, DateTimeOffset at)
    {
        var (actorSalt, textSalt) = (Salt(), Salt());
        var digests = new AuditSeal
        {
            ActorDigest = Digest(actorSalt, "actor", happened.Actor),
            BeforeDigest = Digest(textSalt, "before", happened.BeforeJson),
            AfterDigest = Digest(textSalt, "after", happened.AfterJson),
            ReasonDigest = Digest(textSalt, "reason", happened.Reason),
        };
        var content = Content(happened, digests);
        return new AuditSeal
        {
            Seq = seq,
            EventId = happened.Id,
            ActorSalt = actorSalt,
            TextSalt = textSalt,
            ActorDigest = digests.ActorDigest,
            BeforeDigest = digests.BeforeDigest,
            AfterDigest = digests.AfterDigest,
            ReasonDigest = digests.ReasonDigest,
            ContentHash = content,
            Hash = Chain(previous, content),
            SealedAt = at,
        };
    }

    /// <summary>Null for null: a field that was empty stays so after erasure.</summary>
    public static string? Digest(string salt, string field, string? value) => value is null ? null : Hex($"{salt}\n{field}\n{value}");

    public static string Chain(string previous, string content) => Hex($"{previous}\n{content}");

    /// <summary>The content hash of an event, with given digests in place of its personal fields. Each field is written with its length before it, so that no
    /// text can pass for two.</summary>
    public static string Content(AuditEvent happened, AuditSeal digests)
    {
        string?[] fields =
        [
            Number(happened.Id), happened.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), Number(happened.AccountId), digests.ActorDigest,
            happened.OnBehalfOf, happened.Action, happened.SubjectType, happened.SubjectId, Number(happened.UnitId), digests.BeforeDigest, digests.AfterDigest, digests.ReasonDigest,
        ];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Salt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
