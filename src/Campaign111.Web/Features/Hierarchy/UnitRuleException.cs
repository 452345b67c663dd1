using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>A unit, hamlet or organisation can't be changed as asked. The message says why and what to do, in the reader's language.</summary>
/// <param name="field">The form field that it concerns, or "" for the whole.</param>
/// <param name="text">What is wrong and what to do.</param>
public sealed class UnitRuleException(string field, BilingualText text) : Exception(text.Vi)
{
    public UnitRuleException(string field, string vi, string en)
        : this(field, new BilingualText(vi, en))
    {
    }

    public string Field { get; } = field;

    public BilingualText Text { get; } = text;

    public override string Message => Text.ToString();
}
