using System.Net;
using System.Text.Json;
using Campaign111.Features.Accounts;
using Campaign111.Features.Coverage.Field;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>The server's part of the field page.</summary>
public class FieldTests
{
    // A file without entries, as the page makes it (wwwroot/field/rescue.js).
    private const string Plain = """{"format":"campaign111-rescue","version":1,"owner":"Lan","entries":[]}""";

    [Fact]
    public async Task A_collaborator_finds_only_their_own_hamlet_and_a_gate_label_leads_into_the_field_page()
    {
        await using var app = await DemoApp.CreateAsync();
        await CollaboratorOfAsync(app, "xa.25249", "25318/thon-3");
        using var browser = await app.SignedInAsync("xa.25249");

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/field/session");
        asked.Headers.Add("X-Campaign111", "1");
        using var answer = await browser.Client.SendAsync(asked);
        var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var area = session.GetProperty("areas").EnumerateArray().Single();
        area.GetProperty("hamlets").EnumerateArray().Select(hamlet => hamlet.GetProperty("place").GetString()).ShouldBe(["25318/thon-3"]);
        session.GetProperty("signIn").GetString().ShouldNotBeNullOrEmpty();

        using var gate = await browser.GetAsync("/h/25318/thon-3/H0001");
        gate.StatusCode.ShouldBe(HttpStatusCode.Redirect, await gate.Content.ReadAsStringAsync());
        gate.Headers.Location!.ToString().ShouldBe("/field#gate%7C25318%2Fthon-3%7CH0001");
        using var foreign = await browser.GetAsync("/h/25318/thon-4/H0001");
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var page = await browser.GetAsync("/campaigns/binh-phuoc-2020/coverage/25318/rescue");
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_pack_counts_absences_and_says_when_a_household_was_reached()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.PhoneAsync("xa.25318");
        var before = (await PackAsync(phone)).EnumerateArray().First(household => household.GetProperty("state").ValueKind == JsonValueKind.Null);
        before.TryGetProperty("absences", out _).ShouldBeFalse("what is nothing is left out");
        var code = before.GetProperty("code").GetString()!;
        await phone.SendAsync(CoverageApp.Entry("25318/thon-3", household: code, outcome: "absent"), CoverageApp.Entry("25318/thon-3", household: code, outcome: "absent", capturedAt: "2020-08-31T17:00:00+07:00"));
        Of(await PackAsync(phone), code).GetProperty("absences").GetInt32().ShouldBe(2);
        await phone.SendAsync(CoverageApp.Entry("25318/thon-3", household: code, capturedAt: "2020-09-01T07:00:00+07:00"));

        var after = Of(await PackAsync(phone), code);
        after.GetProperty("state").GetString().ShouldBe("reached");
        after.GetProperty("reachedOn").GetString().ShouldBe("2020-09-01");
    }

    [Fact]
    public async Task Scanned_parts_are_read_in_any_order_and_a_missing_or_damaged_one_is_named()
    {
        var (first, second) = Parts(Plain);

        var (files, problem) = await RescueParts.ReadAsync($"Từ máy của Lan:\n{second}\n\n {first.Insert(40, "\n ")}\n{first}", CancellationToken.None);
        problem.ShouldBeNull();
        files.Single().Owner.ShouldBe("Lan");

        (await RescueParts.ReadAsync(second, CancellationToken.None)).Problem!.ShouldContain("còn thiếu phần 1 trong 2");
        var damaged = first[..^1] + (first[^1] == 'A' ? 'B' : 'A');
        (await RescueParts.ReadAsync($"{damaged} {second}", CancellationToken.None)).Problem!.ShouldContain("bị sai chữ");
        (await RescueParts.ReadAsync("https://example.com", CancellationToken.None)).Problem!.ShouldContain("Không thấy phần nào");
    }

    private static (string First, string Second) Parts(string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        var (id, data) = (Base32(System.Security.Cryptography.SHA256.HashData(bytes))[..6], Base32(bytes));
        return ($"111P:{id}:1/2:{data[..50]}", $"111P:{id}:2/2:{data[50..]}");
    }

    private static string Base32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
        return string.Concat(bits.Chunk(5).Select(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five).PadRight(5, '0'), 2)]));
    }

    private static JsonElement Of(JsonElement households, string code) => households.EnumerateArray().Single(household => household.GetProperty("code").GetString() == code);

    private static async Task<JsonElement> PackAsync(HttpClient phone)
    {
        using var answer = await phone.GetAsync(new Uri("/api/v1/coverage/pack?campaign=binh-phuoc-2020&unit=25318/thon-3", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("hamlets")[0].GetProperty("households");
    }

    private static async Task CollaboratorOfAsync(AppFactory app, string userName, string place)
    {
        var hamlet = (await app.Services.GetRequiredService<UnitDirectory>().FindPlaceAsync(place, new DateOnly(2020, 9, 1)))!;
        await app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync(
            "UPDATE membership SET role = 'collaborator', unit_id = @hamlet, unit_path = @path WHERE account_id = (SELECT id FROM account WHERE user_name = @userName)", new { hamlet = hamlet.Id, path = hamlet.Path, userName }));
    }
}
