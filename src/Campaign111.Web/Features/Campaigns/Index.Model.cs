namespace Campaign111.Features.Campaigns;

/// <summary>Campaigns that a person sees, newest first, each with the last day at its own unit.</summary>
public sealed record IndexModel(IReadOnlyList<(Campaign Campaign, string Unit, DateOnly? LastDay)> Campaigns, bool MayCreate);
