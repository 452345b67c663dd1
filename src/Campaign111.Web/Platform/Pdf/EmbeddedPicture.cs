namespace Campaign111.Platform.Pdf;

/// <summary>Looks at the head of a picture in a data: address, so that a small file that unpacks to gigabytes is refused unopened.</summary>
internal static class EmbeddedPicture
{
    /// <summary>An A4 page at 600 dpi has 7,016 pixels on its long side.</summary>
    public const int MaxSide = 8_000;

    /// <summary>Width and height in pixels; null when it is neither PNG nor JPEG.</summary>
    public static (int Width, int Height)? Size(string data)
    {
        var at = data.IndexOf(',', StringComparison.Ordinal) + 1;
        var bytes = new byte[(data.Length - at) * 3 / 4];
        return Convert.TryFromBase64String(data[at..], bytes, out var length) ? PictureSize.Of(bytes.AsSpan(0, length)) : null;
    }
}
