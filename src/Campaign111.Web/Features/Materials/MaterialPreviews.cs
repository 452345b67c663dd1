using System.Globalization;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Materials;

/// <summary>Small pictures of files, drawn once and kept in this node's data folder under the file's SHA-256: of pictures as they are, of a PDF its first page, and of
/// whatever cannot be drawn a card that says what kind of file it is.</summary>
public sealed class MaterialPreviews(MaterialVault vault, DataOptions options, IPdfRenderer renderer, PdfFirstPage pdf)
{
    /// <summary>Pixels.</summary>
    public const int Width = 480;

    private const double PageMm = 60;
    private const int MostBytes = 5_500_000;
    private const double Steepest = 4;

    /// <summary>Where the preview of a file lies.</summary>
    public async Task<string> PathOfAsync(MaterialFile file, CancellationToken cancel)
    {
        var path = Path.Combine(options.Sub("material-previews"), $"{file.Sha256}.png");
        if (File.Exists(path))
        {
            return path;
        }

        var png = await PictureAsync(file, cancel) ?? renderer.RenderPng(new SvgPage(TypeCard.Of(file.MediaType)), (int)(Width * 25.4 / TypeCard.WidthMm));
        // Two who draw at once move the same picture into place.
        var part = $"{path}.{Guid.NewGuid():N}.part";
        await File.WriteAllBytesAsync(part, png, cancel);
        File.Move(part, path, overwrite: true);
        return path;
    }

    private async Task<byte[]?> PictureAsync(MaterialFile file, CancellationToken cancel)
    {
        var stored = MaterialVault.NameOf(file.Sha256);
        return file.MediaType == "application/pdf" ? await vault.Store.AsLocalAsync(stored, path => pdf.DrawAsync(path, Width, cancel), cancel)
            : file.IsPicture && file.Size <= MostBytes ? Draw(file.MediaType, await vault.Store.ReadAsync(stored, cancel))
            : null;
    }

    private byte[]? Draw(string type, byte[] content)
    {
        try
        {
            var svg = type == "image/svg+xml" ? System.Text.Encoding.UTF8.GetString(content) : Framed(type, content);
            if (svg is null)
            {
                return null;
            }

            var template = SvgTemplate.Parse(svg, placeholders: false);
            return template.HeightMm > template.WidthMm * Steepest ? null
                : renderer.RenderPng(new SvgPage(template), (int)Math.Clamp(Width * 25.4 / template.WidthMm, 24, 1200));
        }
        catch (PdfException)
        {
            // A font that is not here, say: the file is as good as before, only its picture is missing.
            return null;
        }
    }

    private static string? Framed(string type, byte[] content)
    {
        if (PictureSize.Of(content) is not { Width: > 0, Height: > 0 } size)
        {
            return null;
        }

        var height = (PageMm * size.Height / size.Width).ToString("0.###", CultureInfo.InvariantCulture);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="{height}mm" viewBox="0 0 60 {height}"><image x="0" y="0" width="60" height="{height}" preserveAspectRatio="none" href="data:{type};base64,{Convert.ToBase64String(content)}"/></svg>
            """;
    }
}
