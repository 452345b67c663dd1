using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Verification.Flags;

/// <summary>What the stock ledger says of a commune. The ledger's feature implements it.</summary>
public interface ILeafletStock
{
    /// <summary>Leaflets that the commune and its hamlets have received since the campaign began; null when no stock is recorded for it.</summary>
    Task<long?> ReceivedAsync(long campaignId, Unit commune, CancellationToken cancel = default);
}

/// <summary>The answer where nobody keeps a ledger: no stock recorded, so nothing is asked about it.</summary>
public sealed class NoLeafletStock : ILeafletStock
{
    public Task<long?> ReceivedAsync(long campaignId, Unit commune, CancellationToken cancel = default) => Task.FromResult<long?>(null);
}
