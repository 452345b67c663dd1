using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Materials;

/// <summary>In place of a picture: a sheet that says what kind of file it stands for. It claims to show nothing of the content.</summary>
internal static class TypeCard
{
    public const double WidthMm = 60;

    private const string Lines = """<path d="M22 33H38M22 37H38M22 41H32" fill="none" stroke="#14284b" stroke-width="1.2" stroke-linecap="round"/>""";
    private const string Sound = """<path d="M21 37V39M25 34V42M29 31V45M33 34V42M37 36V40" fill="none" stroke="#c83714" stroke-width="1.8" stroke-linecap="round"/>""";

    /// <summary>By media type.</summary>
    public static SvgTemplate Of(string mediaType)
    {
        var (name, sign) = mediaType switch
        {
            "application/pdf" => ("PDF", Lines),
            "audio/mpeg" => ("MP3", Sound),
            "text/plain" => ("TXT", Lines),
            "image/png" => ("PNG", ""),
            "image/jpeg" => ("JPG", ""),
            "image/svg+xml" => ("SVG", ""),
            _ => ("DOCX", Lines),
        };
        return SvgTemplate.Parse($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="60mm" viewBox="0 0 60 60"><rect x="0" y="0" width="60" height="60" fill="#f6f2ec"/>
            <path d="M15 6H37L46 15V54H15Z" fill="#ffffff" stroke="#14284b" stroke-width="0.8" stroke-linejoin="round"/><path d="M37 6V15H46" fill="none" stroke="#14284b" stroke-width="0.8" stroke-linejoin="round"/>
            {sign}<text x="30.5" y="26" font-family="Be Vietnam Pro" font-size="7" font-weight="800" fill="#14284b" text-anchor="middle">{name}</text></svg>
            """, placeholders: false);
    }
}
