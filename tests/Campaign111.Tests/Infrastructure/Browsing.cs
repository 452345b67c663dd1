using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Campaign111.Features.Accounts;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Campaign111.Tests.Infrastructure;

/// <summary>Somebody with a browser: keeps cookies, follows no redirects by itself, sends forms as a page does.</summary>
public sealed class Browser(HttpClient client) : IDisposable
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Client { get; } = client;

    /// <summary>A page that must answer 200.</summary>
    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"GET {path} -> {response.Headers.Location}");
        return await ParseAsync(response);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Opens a page, fills the form that posts to an address (or the page's only form of that id), and sends it with all its hidden
    /// fields, the antiforgery token among them.</summary>
    /// <param name="page">Page with the form.</param>
    /// <param name="form">Id of the form, or its action.</param>
    /// <param name="fields">Fields to set; others keep the value that the page gave.</param>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string form, params (string Name, string Value)[] fields) =>
        await SubmitAsync(await PageAsync(page), form, fields);

    /// <summary>The same on a page that is already open.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(IHtmlDocument page, string form, params (string Name, string Value)[] fields)
    {
        var element = FormOf(page, form);
        var values = Fields(element).Where(field => fields.All(set => set.Name != field.Name))
            .Concat(fields)
            .Select(field => KeyValuePair.Create(field.Name, field.Value));
        using var content = new FormUrlEncodedContent(values);
        return await Client.PostAsync(new Uri(element.GetAttribute("action") ?? page.Url, UriKind.RelativeOrAbsolute), content);
    }

    /// <summary>Sends a form with a file (multipart).</summary>
    public async Task<HttpResponseMessage> UploadAsync(string page, string form, string field, string fileName, byte[] file, params (string Name, string Value)[] fields)
    {
        var element = FormOf(await PageAsync(page), form);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Fields(element).Where(known => fields.All(set => set.Name != known.Name)).Concat(fields))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(file), field, fileName);
        return await Client.PostAsync(new Uri(element.GetAttribute("action")!, UriKind.Relative), content);
    }

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response) =>
        await Parser.ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    public void Dispose() => Client.Dispose();

    internal static IHtmlFormElement FormOf(IHtmlDocument page, string form) =>
        page.Forms.FirstOrDefault(candidate => candidate.Id == form || candidate.GetAttribute("action") == form)
        ?? throw new InvalidOperationException(
            $"The page has no form '{form}', only: {string.Join(", ", page.Forms.Select(known => known.Id ?? known.GetAttribute("action")))}.");

    /// <summary>What a browser would send untouched: buttons and unticked boxes stay away.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            var name = element.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || element.HasAttribute("disabled"))
            {
                continue;
            }

            switch (element)
            {
                case IHtmlInputElement { Type: "submit" or "button" or "file" or "image" or "reset" }:
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value ?? "");
                    break;
                case IHtmlSelectElement select:
                    // As browsers do: without a choice the first option counts.
                    yield return (name, (select.Options.FirstOrDefault(option => option.IsSelected) ?? select.Options.FirstOrDefault())?.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value ?? "");
                    break;
            }
        }
    }
}

/// <summary>Opens the product in a browser, signed out or in.</summary>
public static class Browsing
{
    /// <summary>A browser of nobody in particular.</summary>
    public static Browser Browse(this AppFactory app) =>
        new(app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    /// <summary>A browser in which a demo account has signed in through the page.</summary>
    public static async Task<Browser> SignedInAsync(this AppFactory app, string userName, string password = DemoAccounts.Password)
    {
        var browser = app.Browse();
        using var response = await browser.SignInAsync(userName, password);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{userName} was not let in");
        return browser;
    }

    public static Task<HttpResponseMessage> SignInAsync(this Browser browser, string userName, string password, string? returnUrl = null) =>
        browser.SubmitAsync(
            returnUrl is null ? "/sign-in" : $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", "sign-in", ("UserName", userName), ("Password", password));
}
