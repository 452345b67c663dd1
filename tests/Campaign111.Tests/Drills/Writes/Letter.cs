using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>A request that writes, kept as bytes: sent again it is exactly what it was, as after a browser's "send again?".</summary>
internal sealed record Letter(string Path, string ContentType, byte[] Body)
{
    public static Task<Letter> FormAsync(string path, params (string Name, string Value)[] fields) =>
        OfAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>A form of an open page with all that it holds already, and some fields set.</summary>
    public static Task<Letter> FormAsync(IHtmlDocument page, string form, params (string Name, string Value)[] fields)
    {
        var element = Browser.FormOf(page, form);
        return FormAsync(element.GetAttribute("action")!, [.. Browser.Fields(element).Where(known => fields.All(set => set.Name != known.Name)), .. fields]);
    }

    public static Task<Letter> JsonAsync(string path, object body) => OfAsync(path, JsonContent.Create(body));

    public static Task<Letter> FileAsync(string path, string field, string name, byte[] file, params (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (key, value) in fields)
        {
            content.Add(new StringContent(value), key);
        }

        content.Add(new ByteArrayContent(file), field, name);
        return OfAsync(path, content);
    }

    /// <summary>The same for a form that takes a file.</summary>
    public static Task<Letter> FileAsync(IHtmlDocument page, string form, string field, string name, byte[] file, params (string Name, string Value)[] fields)
    {
        var element = Browser.FormOf(page, form);
        return FileAsync(element.GetAttribute("action")!, field, name, file, [.. Browser.Fields(element).Where(known => fields.All(set => set.Name != known.Name)), .. fields]);
    }

    private static async Task<Letter> OfAsync(string path, HttpContent content)
    {
        using (content)
        {
            return new Letter(path, content.Headers.ContentType!.ToString(), await content.ReadAsByteArrayAsync());
        }
    }
}
