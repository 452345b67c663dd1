namespace Campaign111.Features.Accounts.Sessions;

/// <summary>Where somebody is signed in.</summary>
/// <param name="Sessions">The newest use first.</param>
/// <param name="Current">Key of the session that asks.</param>
public sealed record SessionsModel(IReadOnlyList<SignedInSession> Sessions, string? Current);
