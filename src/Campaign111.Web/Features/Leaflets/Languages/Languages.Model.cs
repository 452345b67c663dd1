using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Leaflets.Languages;

/// <summary>A language of a design as the list shows it.</summary>
/// <param name="Language">As it prints now.</param>
/// <param name="Brought">The sheet that brought it, or null when it came with the version.</param>
/// <param name="OnLanding">Whether the page behind the code speaks it.</param>
public sealed record LanguageLine(DesignLanguage Language, DesignTranslation? Brought, bool OnLanding);

/// <summary>The page of a design's languages.</summary>
public sealed record LanguagesModel
{
    public required Campaign Campaign { get; init; }

    public required LeafletDesign Design { get; init; }

    /// <summary>Designs to choose from.</summary>
    public required IReadOnlyList<LeafletDesign> Designs { get; init; }

    public required IReadOnlyList<LanguageLine> Lines { get; init; }

    /// <summary>Revisions, newest first, a page of them.</summary>
    public required IReadOnlyList<DesignTranslation> History { get; init; }

    public required int Page { get; init; }

    public required bool HasMore { get; init; }

    public required bool MayApprove { get; init; }

    /// <summary>Who is signed in: nobody approves what they uploaded.</summary>
    public required string Me { get; init; }

    /// <summary>Font families to choose from.</summary>
    public required IReadOnlyList<string> Fonts { get; init; }

    /// <summary>Why the upload just sent was refused, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>What stands in the form after a refusal.</summary>
    public TranslationInto? Sent { get; init; }
}
