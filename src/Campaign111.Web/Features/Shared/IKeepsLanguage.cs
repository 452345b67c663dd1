namespace Campaign111.Features.Shared;

/// <summary>Implemented by the feature that knows people: keeps the language that somebody chose, for what reaches them elsewhere than on a page.</summary>
public interface IKeepsLanguage
{
    /// <summary>For whoever is signed in; nothing happens when nobody is, or when it is theirs already.</summary>
    /// <param name="language"><c>vi</c> or <c>en</c>.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    Task KeepAsync(string language, CancellationToken cancel);
}
