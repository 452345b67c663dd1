using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Stock;

/// <summary>A movement cannot be stored as asked; the message says why and what to do.</summary>
public sealed class StockRefusedException(string vi, string en) : Exception(Text.Of(vi, en))
{
    /// <summary>The form's field that it is about, or "" for the whole form.</summary>
    public string Field { get; init; } = "";
}

/// <summary>What a movement was worked out from has changed meanwhile: the work is done again on what is there now.</summary>
internal sealed class StockMovedException() : Exception("A balance changed while a movement was worked out.");
