namespace Campaign111.Platform.Office;

/// <summary>A file that cannot be read as a table at all. The text names the place and says what to do; it may be shown to the user as it is.</summary>
public sealed class TableFileException : Exception
{
    /// <summary>Creates the error with its text in both languages and, where another error was behind it, that one.</summary>
    public TableFileException(BilingualText text, Exception? inner = null)
        : base(text.Vi, inner) => Text = text;

    internal TableFileException(string vi, string en, Exception? inner = null)
        : this(new BilingualText(vi, en), inner)
    {
    }

    /// <summary>What is wrong and what to do, in both languages.</summary>
    public BilingualText Text { get; }

    /// <summary>The text in the current UI language.</summary>
    public override string Message => Text.ToString();
}
