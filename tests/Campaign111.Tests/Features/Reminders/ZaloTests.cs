using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Features.Reminders;

public class ZaloTests
{
    private static readonly IDataProtectionProvider Keys = new EphemeralDataProtectionProvider();

    [Theory, OnEachDatabase]
    public async Task A_template_message_leaves_with_its_parameters_filled(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await using var zalo = await ZaloServer.StartAsync();
        using var channel = Channel(zalo, test.Database, Time());

        (await channel.SendAsync(Mail, default)).ShouldBe("zalo m1");

        var message = zalo.Messages.ShouldHaveSingleItem();
        message.GetProperty("phone").GetString().ShouldBe("84901234567");
        message.GetProperty("tracking_id").GetString().ShouldBe("01970000000000000000000000000000@campaign111");
        var data = message.GetProperty("template_data");
        data.GetProperty("ten").GetString().ShouldBe("Cán bộ xã Tân Thành");
        data.GetProperty("ly_do").GetString().ShouldBe("chưa bắt đầu, còn 28 ngày");
        data.GetProperty("han").GetString().ShouldBe("29/9/2020");
        data.GetProperty("dai").GetString()!.Length.ShouldBe(200);
    }

    [Theory, OnEachDatabase]
    public async Task The_token_is_renewed_when_it_ends_and_its_successor_survives_a_restart(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await using var zalo = await ZaloServer.StartAsync();
        var time = Time();
        using (var channel = Channel(zalo, test.Database, time))
        {
            await channel.SendAsync(Mail, default);
            await channel.SendAsync(Mail, default);
            zalo.Renewals.ShouldBe(1, "a token that works is used again");
            time.Now += TimeSpan.FromHours(25);
            await channel.SendAsync(Mail, default);
            zalo.Renewals.ShouldBe(2);
        }

        // The configured refresh token is used up long ago: only the stored one works.
        using var later = Channel(zalo, test.Database, time);
        time.Now += TimeSpan.FromHours(25);
        await later.SendAsync(Mail, default);

        zalo.Renewals.ShouldBe(3);
        zalo.Messages.Count.ShouldBe(4);
        var stored = await test.Database.ReadAsync(session => session.ScalarAsync<string>("SELECT secret FROM reminder_credential"));
        stored.ShouldNotBeNull().ShouldNotContain("refresh");
        stored.ShouldNotContain(zalo.Access);
    }

    [Theory, OnEachDatabase]
    public async Task A_token_that_Zalo_ended_is_renewed_once_and_the_message_goes(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await using var zalo = await ZaloServer.StartAsync();
        using var channel = Channel(zalo, test.Database, Time());
        await channel.SendAsync(Mail, default);
        zalo.EndAccess();

        await channel.SendAsync(Mail, default);

        zalo.Messages.Count.ShouldBe(2);
        zalo.Renewals.ShouldBe(2);
    }

    [Theory, OnEachDatabase]
    public async Task Nodes_that_need_a_token_at_once_renew_it_once(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await using var other = new Database(test.Options);
        await using var zalo = await ZaloServer.StartAsync();
        using var one = Channel(zalo, test.Database, Time());
        using var two = Channel(zalo, other, Time());

        // A second renewal with the same refresh token would be refused, and the account locked out.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).SendAsync(Mail, default))));

        zalo.Renewals.ShouldBe(1);
        zalo.Messages.Count.ShouldBe(12);
    }

    [Theory]
    [InlineData(-108, true)]
    [InlineData(-114, true)]
    [InlineData(-118, true)]
    [InlineData(-112, true)]
    [InlineData(-141, true)]
    [InlineData(-100, false)]
    [InlineData(-115, false)]
    [InlineData(-133, false)]
    [InlineData(-144, false)]
    [InlineData(-147, false)]
    [InlineData(-131, false)]
    public async Task Errors_of_the_receiver_are_final_and_those_that_pass_or_can_be_mended_are_not(int code, bool permanent)
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        await using var zalo = await ZaloServer.StartAsync();
        zalo.Errors.Enqueue(code);
        using var channel = Channel(zalo, test.Database, Time());

        var error = await Should.ThrowAsync<DeliveryException>(() => channel.SendAsync(Mail, default));

        error.Permanent.ShouldBe(permanent);
        error.Message.ShouldContain(code.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_refresh_token_that_no_longer_works_is_said_and_the_message_waits()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        await using var zalo = await ZaloServer.StartAsync();
        using var channel = Channel(zalo, test.Database, Time(), refresh: "long gone");

        var error = await Should.ThrowAsync<DeliveryException>(() => channel.SendAsync(Mail, default));

        error.Permanent.ShouldBeFalse();
        error.Message.ShouldContain("-14014");
        error.Message.ShouldNotContain("long gone");
        error.Message.ShouldNotContain(ZaloServer.SecretKey);
    }

    private static Mail Mail => new("84901234567", "Cán bộ xã Tân Thành", "<01970000000000000000000000000000@campaign111>", "Tổng đài 111", "Kính gửi", "<p>Kính gửi</p>")
    {
        Day = new DateOnly(2020, 9, 1),
        Link = "https://example.vn/x",
        Lines = [new DigestLine("Xã Tân Thành", "Bình Phước 2020", "/x", new ReminderFacts { Rung = "t-30", LastDay = new DateOnly(2020, 9, 29), Target = 100 })],
    };

    private static SettableTime Time() => new(DateTimeOffset.UtcNow);

    private static ZaloChannel Channel(ZaloServer zalo, Database database, TimeProvider time, string refresh = "refresh-0")
    {
        var options = Options.Create(new ZaloOptions
        {
            AppId = ZaloServer.AppId,
            SecretKey = ZaloServer.SecretKey,
            RefreshToken = refresh,
            TemplateId = ZaloServer.TemplateId,
            Api = zalo.Address,
            OAuth = zalo.Address,
            TimeoutSeconds = 10,
        });
        foreach (var (name, text) in new[] { ("ten", "{recipient}"), ("ly_do", "{reason}"), ("han", "{last_day}"), ("dai", new string('x', 300)) })
        {
            options.Value.Template[name] = text;
        }

        return new ZaloChannel(options, new ZaloTokens(database, Keys, options, time));
    }
}
