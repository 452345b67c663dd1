using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Something that the rules of reports do not take; the message, in the reader's language, says what and what to do.</summary>
public sealed class ReportRefusedException(string vi, string en) : Exception(Text.Of(vi, en))
{
    /// <summary>Somebody saved or decided in between.</summary>
    public bool Raced { get; init; }
}
