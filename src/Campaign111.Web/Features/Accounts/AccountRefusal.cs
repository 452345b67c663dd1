using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>What somebody asked for breaks a rule of the accounts. The message says what is wrong and what to do, in the reader's language.</summary>
public sealed class AccountRefusal(string vi, string en, string field = "") : Exception
{
    /// <summary>The form's field, or empty.</summary>
    public string Field { get; } = field;

    public override string Message => Text.Of(vi, en);
}
