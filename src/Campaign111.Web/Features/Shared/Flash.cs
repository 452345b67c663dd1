using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Campaign111.Features.Shared;

/// <summary>Kind of a message that is shown once, on the next page.</summary>
public enum FlashKind
{
    /// <summary>It is done and stored.</summary>
    Done,

    /// <summary>Something to know.</summary>
    Note,

    /// <summary>Done, but look at something.</summary>
    Warning,

    /// <summary>Not done.</summary>
    Failed,
}

/// <summary>A message for the next page, kept in TempData (an encrypted cookie), so that it survives the redirect after a form.</summary>
public static class Flash
{
    private const string Key = "flash";

    /// <summary>Adds a message; several are shown below one another.</summary>
    public static void Say(this Controller controller, FlashKind kind, string text)
    {
        ArgumentNullException.ThrowIfNull(controller);
        var said = controller.TempData.Peek(Key) as string[] ?? [];
        controller.TempData[Key] = said.Append($"{kind}|{text}").ToArray();
    }

    /// <summary>Takes the messages out, oldest first.</summary>
    public static IReadOnlyList<(FlashKind Kind, string Text)> Take(ITempDataDictionary temp)
    {
        ArgumentNullException.ThrowIfNull(temp);
        return [.. (temp[Key] as string[] ?? []).Select(said => (Enum.Parse<FlashKind>(said.Split('|')[0]), said[(said.IndexOf('|', StringComparison.Ordinal) + 1)..]))];
    }
}
