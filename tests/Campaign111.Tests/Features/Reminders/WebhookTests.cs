using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Features.Reminders;

public class WebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly SettableTime Time = new(DateTimeOffset.FromUnixTimeSeconds(1614265330));

    /// <summary>The test vector of standardwebhooks.com.</summary>
    [Fact]
    public void The_signature_is_that_of_the_published_example()
    {
        WebhookChannel.Signature(Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}""")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public async Task A_gateway_can_check_who_sent_what_and_know_a_second_copy()
    {
        await using var server = await LoopbackServer.StartAsync(_ => (204, ""));
        using var channel = Channel(server.Address);

        await channel.SendAsync(Mail, default);
        await channel.SendAsync(Mail, default);

        server.Requests.Count.ShouldBe(2);
        foreach (var request in server.Requests)
        {
            // As the receiver computes it, by hand.
            var signed = Encoding.UTF8.GetBytes($"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{request.Body}");
            var expected = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed));
            request.Headers["webhook-signature"].ShouldBe($"v1,{expected}");
            request.Headers["webhook-timestamp"].ShouldBe(Time.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers["webhook-id"].ShouldBe("0197@campaign111");
            var body = JsonDocument.Parse(request.Body).RootElement;
            body.GetProperty("to").GetString().ShouldBe("84901234567");
            body.GetProperty("sms").GetString().ShouldBe("111: Xa Tan Thanh");
            body.GetProperty("link").GetString().ShouldBe("https://example.vn/x");
        }
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(429, false)]
    [InlineData(408, false)]
    [InlineData(400, true)]
    [InlineData(401, true)]
    [InlineData(410, true)]
    [InlineData(302, true)]
    public async Task What_may_pass_is_tried_again_and_what_will_not_is_given_up(int status, bool permanent)
    {
        await using var server = await LoopbackServer.StartAsync(_ => (status, ""));
        using var channel = Channel(server.Address);

        (await Should.ThrowAsync<DeliveryException>(() => channel.SendAsync(Mail, default))).Permanent.ShouldBe(permanent);
        server.Requests.ShouldHaveSingleItem("a redirect is not followed").Path.ShouldBe("/");
    }

    [Fact]
    public async Task A_gateway_that_is_away_is_tried_again()
    {
        string address;
        await using (var server = await LoopbackServer.StartAsync(_ => (200, "")))
        {
            address = server.Address;
        }

        using var channel = Channel(address);

        (await Should.ThrowAsync<DeliveryException>(() => channel.SendAsync(Mail, default))).Permanent.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://10.0.0.5/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::ffff:192.168.1.1]/hook")]
    [InlineData("https://[fd00::1]/hook")]
    [InlineData("https://2130706433/hook")]
    [InlineData("http://sms.example.vn/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("no address")]
    public async Task Nothing_is_sent_into_the_own_network_or_without_encryption(string address)
    {
        using var channel = new WebhookChannel(Options.Create(new WebhookOptions { Url = address, Secret = Secret }), Time);

        (await Should.ThrowAsync<DeliveryException>(() => channel.SendAsync(Mail, default))).Permanent.ShouldBeTrue();
    }

    [Fact]
    public async Task The_own_network_is_refused_although_a_server_listens_there()
    {
        await using var server = await LoopbackServer.StartAsync(_ => (200, ""));
        using var channel = new WebhookChannel(Options.Create(new WebhookOptions { Url = server.Address.Replace("http:", "https:", StringComparison.Ordinal), Secret = Secret }), Time);

        await Should.ThrowAsync<DeliveryException>(() => channel.SendAsync(Mail, default));

        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("203.162.4.190", true)]
    [InlineData("2404:6800:4005::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void Which_addresses_are_public(string address, bool isPublic) => PublicAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    private static Mail Mail => new("84901234567", "Cán bộ xã", "<0197@campaign111>", "Tổng đài 111", "Kính gửi", "<p>Kính gửi</p>")
    {
        Sms = "111: Xa Tan Thanh",
        Link = "https://example.vn/x",
        Day = new DateOnly(2020, 9, 1),
    };

    private static WebhookChannel Channel(string address) =>
        new(Options.Create(new WebhookOptions { Url = address, Secret = Secret, AllowPrivate = true, TimeoutSeconds = 5 }), Time);
}
