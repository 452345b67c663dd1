namespace Campaign111.Features.Leaflets.Landing;

/// <summary>A language's table as it lies in the data folder; the keys in snake_case.</summary>
public sealed class LandingTextFile
{
    public string? Name { get; set; }

    public string? Title { get; set; }

    public string? Hotline { get; set; }

    public string? LeafletOf { get; set; }

    public string? TapToCall { get; set; }

    public string? LeaveQuickly { get; set; }

    public string? ExitTo { get; set; }

    public List<string> Promises { get; set; } = [];

    public string? WhenYouCall { get; set; }

    public List<string> Steps { get; set; } = [];

    public string? WhatItDoes { get; set; }

    public List<string> Services { get; set; } = [];

    public string? OtherWays { get; set; }

    public Dictionary<string, string> Ways { get; set; } = [];

    public string? Privacy { get; set; }

    public string? ReviewedBy { get; set; }

    /// <summary>The words, or null when one is missing: every key but reviewed_by, as many list entries as the Vietnamese page has, every way named.</summary>
    public LandingText? ToText(string code)
    {
        var model = LandingTexts.Vietnamese;
        string?[] single = [Name, Title, Hotline, LeafletOf, TapToCall, LeaveQuickly, ExitTo, WhenYouCall, WhatItDoes, OtherWays, Privacy];
        var complete = single.All(text => !string.IsNullOrWhiteSpace(text))
            && LeafletOf!.Contains("{0}", StringComparison.Ordinal)
            && Uri.TryCreate(ExitTo, UriKind.Absolute, out var exit) && exit.Scheme == "https"
            && Promises.Count == model.Promises.Count && Steps.Count == model.Steps.Count && Services.Count == model.Services.Count
            && model.Ways.Keys.All(Ways.ContainsKey);
        return !complete ? null : new LandingText
        {
            Code = code, Name = Name!, Title = Title!, Hotline = Hotline!, LeafletOf = LeafletOf!, TapToCall = TapToCall!, LeaveQuickly = LeaveQuickly!, ExitTo = ExitTo!,
            Promises = Promises, WhenYouCall = WhenYouCall!, Steps = Steps, WhatItDoes = WhatItDoes!, Services = Services, OtherWays = OtherWays!, Ways = Ways, Privacy = Privacy!,
            ReviewedBy = string.IsNullOrWhiteSpace(ReviewedBy) ? null : ReviewedBy.Trim(),
        };
    }
}
