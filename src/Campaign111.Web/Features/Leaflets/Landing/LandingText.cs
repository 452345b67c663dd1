namespace Campaign111.Features.Leaflets.Landing;

/// <summary>The landing page's words in one language. Lists stand in the order of <see cref="HotlineFacts"/>.</summary>
public sealed record LandingText
{
    /// <summary>Language code: "vi", "en", "km".</summary>
    public required string Code { get; init; }

    /// <summary>The language's own name, as the switch shows it.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Hotline { get; init; }

    /// <summary>{0} is the place: "Tờ rơi của {0}".</summary>
    public required string LeafletOf { get; init; }

    public required string TapToCall { get; init; }

    public required string LeaveQuickly { get; init; }

    /// <summary>Where the quick exit leads: a harmless page in this language, https.</summary>
    public required string ExitTo { get; init; }

    public required IReadOnlyList<string> Promises { get; init; }

    public required string WhenYouCall { get; init; }

    /// <summary>What happens when one calls, step by step.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required string WhatItDoes { get; init; }

    public required IReadOnlyList<string> Services { get; init; }

    public required string OtherWays { get; init; }

    /// <summary>Names of the other ways by key: zalo, facebook, site, mail, android, ios.</summary>
    public required IReadOnlyDictionary<string, string> Ways { get; init; }

    public required string Privacy { get; init; }

    /// <summary>Who reviewed the translation; null while nobody has, and then the page says so.</summary>
    public string? ReviewedBy { get; init; }
}
