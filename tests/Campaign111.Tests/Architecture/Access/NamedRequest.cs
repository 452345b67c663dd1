using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>A line of bodies.tsv: a request that is valid, and what in it names objects; or why the route names none.</summary>
/// <param name="Route">Method and route.</param>
/// <param name="Who">Name of the walker; "" for a route that names nothing.</param>
/// <param name="Page">Whose form it is; "-" for none.</param>
/// <param name="Address">With {kind}.</param>
/// <param name="Fields">With {kind}.</param>
/// <param name="Reason">Why the route names nothing.</param>
internal sealed partial record NamedRequest(string Route, string Who, string Page, string Address, string Fields, string Reason)
{
    private IReadOnlyList<(string Name, string Value)>? defaults;

    public static async Task<IReadOnlyList<NamedRequest>> ReadAsync() =>
        [.. (await File.ReadAllLinesAsync(World.TablePath("bodies.tsv"))).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(parts => parts.Length == 2
            ? new NamedRequest(parts[0], "", "-", "", "", parts[1])
            : new NamedRequest(parts[0], parts[1], parts[2], parts[3], parts[4], ""))];

    /// <summary>What it names that could be somebody else's: the kind, and whether it stands in the address.</summary>
    public IReadOnlyList<(string Kind, bool InAddress)> Names() =>
        [.. Kinds().Matches(Address).Select(match => (match, true)).Concat(Kinds().Matches(Fields).Select(match => (match, false)))
            .Where(found => found.match.Groups["mark"].Value != "=").Select(found => (found.match.Groups["kind"].Value, found.Item2)).Distinct()];

    /// <summary>A text with the walk's own objects in their places.</summary>
    public static string Filled(string text, World world) => Kinds().Replace(text, match => world.Own(match.Groups["kind"].Value));

    /// <summary>Opens the page whose form it is: reading may bring figures up to date, which is not the request's doing.</summary>
    public async Task PrepareAsync(Walker walker, World world) =>
        defaults ??= Page == "-" ? [] : await DefaultsAsync(walker, Filled(Page, world), Filled(Address, world).Split('?')[0]);

    /// <summary>Sends it, once prepared, with one object in the place of the sender's own when one is given.</summary>
    public async Task<HttpResponseMessage> SendAsync(Walker walker, World world, string? kind = null, string? value = null)
    {
        string Own(string text) => Filled(text, world);
        string Fill(string text) => Own(kind is null ? text : Kinds().Replace(text, match => match.Groups["mark"].Value != "=" && match.Groups["kind"].Value == kind ? value! : match.Value));
        var address = Fill(Address);
        if (address.StartsWith("/api/", StringComparison.Ordinal))
        {
            return await walker.SendAsync("POST", address, new StringContent(Fill(Fields), Encoding.UTF8, "application/json"));
        }

        var given = Fields.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2))
            .Where(field => field[1].Length < 2 || field[1][..2] != "{?" || field[1] == $"{{?{kind}}}")
            .Select(field => (Name: field[0], Value: Fill(field[1]).Replace("\\n", "\n", StringComparison.Ordinal))).ToList();
        var all = defaults!.Where(field => given.All(one => one.Name != field.Name)).Concat(given).Append(("__RequestVerificationToken", await walker.TokenAsync())).ToList();
        return await walker.SendAsync("POST", address, Content(all));
    }

    // The form of the page that goes where the request goes, as a browser would send it untouched.
    private static async Task<IReadOnlyList<(string Name, string Value)>> DefaultsAsync(Walker walker, string page, string action)
    {
        using var answer = await walker.SendAsync("GET", page, null);
        var document = await Browser.ParseAsync(answer);
        var form = document.Forms.FirstOrDefault(one => (one.GetAttribute("action") ?? page).Split('?')[0] == action)
            ?? throw new InvalidOperationException($"{page} ({(int)answer.StatusCode}) has no form that goes to {action}, only {string.Join(", ", document.Forms.Select(one => one.GetAttribute("action")))}.");
        return [.. Browser.Fields(form).Where(field => field.Name != "__RequestVerificationToken")];
    }

    private static HttpContent Content(List<(string Name, string Value)> fields)
    {
        if (!fields.Exists(field => field.Name.StartsWith("file:", StringComparison.Ordinal)))
        {
            return new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            if (name.StartsWith("file:", StringComparison.Ordinal))
            {
                var cut = value.IndexOf('|', StringComparison.Ordinal);
                var file = new ByteArrayContent(Encoding.UTF8.GetBytes(value[(cut + 1)..]));
                file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                content.Add(file, name["file:".Length..], value[..cut]);
            }
            else
            {
                content.Add(new StringContent(value), name);
            }
        }

        return content;
    }

    // JSON has braces too, so a kind is a word alone in them.
    [GeneratedRegex(@"\{(?<mark>[=?]?)(?<kind>[a-zA-Z]+)\}")]
    private static partial Regex Kinds();
}
