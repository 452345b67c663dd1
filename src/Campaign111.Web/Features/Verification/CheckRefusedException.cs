using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Verification;

/// <summary>Something that the rules of checking do not take; the message, in the reader's language, says what and what to do.</summary>
public sealed class CheckRefusedException(string vi, string en) : Exception(Text.Of(vi, en));
