using Campaign111.Features.Stock;
using Campaign111.Tests.Features.Coverage;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Stock;

public class StockLedgerTests
{
    [Theory, OnEachDatabase]
    public async Task Leaflets_go_from_the_printer_over_packages_into_stores_and_each_is_somewhere(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.Province, 5000, inStore: false);
        (await world.HeldAsync(world.Province, StockAccount.Printer)).ShouldBe(5000);
        var package = await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.Province, world.Commune, 1000, StockAccount.Printer), StockWorld.Officer);

        (await world.HeldAsync(world.Commune, StockAccount.Transit)).ShouldBe(1000);
        (await world.HeldAsync(world.Province, StockAccount.Printer)).ShouldBe(4000);
        await world.Shipments.ReceiveAsync(world.Campaign, package, world.Commune, new ReceiptDraft(Guid.CreateVersion7(), 940, 20, StockWorld.Today, "Rơi dọc đường"), StockWorld.Officer);

        (await world.OwnAsync(world.Commune)).ShouldBe(940);
        (await world.HeldAsync(world.Commune, StockAccount.Damaged)).ShouldBe(20);
        (await world.HeldAsync(world.Commune, StockAccount.Missing)).ShouldBe(40);
        (await world.HeldAsync(world.Commune, StockAccount.Transit)).ShouldBe(0);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Damaged_leaflets_leave_by_a_write_off_with_reason_or_go_back_up_and_never_down(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 500);
        var package = await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.District, world.Commune, 100), StockWorld.Officer);
        await world.Shipments.ReceiveAsync(world.Campaign, package, world.Commune, new ReceiptDraft(Guid.CreateVersion7(), 70, 30, StockWorld.Today, "Ướt"), StockWorld.Officer);
        var arrived = await world.Queries.ArrivedAsync(world.Campaign.Id, world.Commune);

        UseDraft Off(long quantity, string? reason) => new(Guid.CreateVersion7(), run, quantity, StockWorld.Today, reason) { Account = StockAccount.Damaged };
        await Should.ThrowAsync<StockRefusedException>(() => world.Uses.WriteOffAsync(world.Campaign, world.Commune, Off(12, " "), StockWorld.Officer));
        await Should.ThrowAsync<StockRefusedException>(() => world.Uses.WriteOffAsync(world.Campaign, world.Commune, Off(31, "Mốc"), StockWorld.Officer));
        await world.Uses.WriteOffAsync(world.Campaign, world.Commune, Off(12, "Mốc, đã đốt"), StockWorld.Officer);
        await Should.ThrowAsync<StockRefusedException>(() => world.Shipments.SendAsync(world.Campaign, world.Package(run, world.District, world.Commune, 1, StockAccount.Damaged), StockWorld.Officer));
        var back = await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.Commune, world.District, 18, StockAccount.Damaged), StockWorld.Officer);
        (back.IsReturn, back.IsDamaged).ShouldBe((true, true));
        await world.Shipments.ReceiveAsync(world.Campaign, back, world.District, new ReceiptDraft(Guid.CreateVersion7(), 0, 18, StockWorld.Today), StockWorld.Officer);

        (await world.HeldAsync(world.Commune, StockAccount.Damaged)).ShouldBe(0);
        (await world.HeldAsync(world.Commune, StockAccount.Scrapped)).ShouldBe(12);
        (await world.HeldAsync(world.District, StockAccount.Damaged)).ShouldBe(18);
        (await world.Queries.ArrivedAsync(world.Campaign.Id, world.Commune)).ShouldBe(arrived, "what arrived unusable was never a leaflet to hand out");
        (await world.Queries.ArrivedWrongAsync(world.Campaign.Id, world.District, 10)).ShouldHaveSingleItem().Id.ShouldBe(package.Id);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_cancelled_return_of_damaged_leaflets_is_damaged_stock_again(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 500);
        var package = await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.District, world.Commune, 100), StockWorld.Officer);
        await world.Shipments.ReceiveAsync(world.Campaign, package, world.Commune, new ReceiptDraft(Guid.CreateVersion7(), 90, 10, StockWorld.Today, "Ướt"), StockWorld.Officer);
        var back = await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.Commune, world.District, 10, StockAccount.Damaged), StockWorld.Officer);

        await world.Shipments.CancelAsync(world.Campaign, back, world.Commune, world.District, Guid.CreateVersion7(), StockWorld.Today, "Không có xe", StockWorld.Officer);

        (await world.HeldAsync(world.Commune, StockAccount.Damaged)).ShouldBe(10);
        (await world.OwnAsync(world.Commune)).ShouldBe(90);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_surplus_is_taken_in_and_shown_and_a_difference_needs_a_word(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 500);
        var package = await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.District, world.Commune, 100), StockWorld.Officer);

        await Should.ThrowAsync<StockRefusedException>(() => world.Shipments.ReceiveAsync(world.Campaign, package, world.Commune, new ReceiptDraft(Guid.CreateVersion7(), 110, 0, StockWorld.Today), StockWorld.Officer));
        await world.Shipments.ReceiveAsync(world.Campaign, package, world.Commune, new ReceiptDraft(Guid.CreateVersion7(), 110, 0, StockWorld.Today, "Đếm lại vẫn 110"), StockWorld.Officer);

        (await world.OwnAsync(world.Commune)).ShouldBe(110);
        (await world.HeldAsync(world.Commune, StockAccount.Adjustment)).ShouldBe(-10);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Nothing_is_taken_that_is_not_there_and_a_refused_movement_leaves_no_trace(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 100);
        var moves = await world.Coverage.CountAsync("stock_move");

        var refused = await Should.ThrowAsync<StockRefusedException>(() => world.Shipments.SendAsync(world.Campaign, world.Package(run, world.District, world.Commune, 101), StockWorld.Officer));
        await Should.ThrowAsync<StockRefusedException>(() => world.Uses.WriteOffAsync(world.Campaign, world.Commune, new UseDraft(Guid.CreateVersion7(), run, 1, StockWorld.Today, "Ướt"), StockWorld.Officer));

        refused.Message.ShouldContain("chỉ còn 100 tờ");
        (await world.Coverage.CountAsync("stock_move")).ShouldBe(moves);
        (await world.Coverage.CountAsync("stock_shipment")).ShouldBe(0);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task Twenty_who_take_at_once_get_no_more_than_there_is(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.Commune, 100);

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await world.Uses.EventAsync(world.Campaign, world.Commune, new UseDraft(Guid.CreateVersion7(), run, 10, StockWorld.Today, "Trường"), "school", StockWorld.Officer);
                return true;
            }
            catch (StockRefusedException)
            {
                return false;
            }
        }));

        taken.Count(done => done).ShouldBe(10);
        (await world.OwnAsync(world.Commune)).ShouldBe(0);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task The_same_key_changes_nothing_the_second_time_also_at_once(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 100);
        var draft = world.Package(run, world.District, world.Commune, 30);

        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Shipments.SendAsync(world.Campaign, draft, StockWorld.Officer)));
        var receipt = new ReceiptDraft(Guid.CreateVersion7(), 30, 0, StockWorld.Today);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Shipments.ReceiveAsync(world.Campaign, sent[0], world.Commune, receipt, StockWorld.Officer)));

        sent.Select(package => package.Number).Distinct().ShouldHaveSingleItem();
        (await world.OwnAsync(world.District)).ShouldBe(70);
        (await world.OwnAsync(world.Commune)).ShouldBe(30);
        await Should.ThrowAsync<StockRefusedException>(() => world.Shipments.ReceiveAsync(world.Campaign, sent[0], world.Commune, receipt with { Key = Guid.CreateVersion7() }, StockWorld.Officer));
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_receipt_taken_back_is_on_its_way_again_and_only_once(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 100);
        await world.PassAsync(run, world.District, world.Commune, 60);
        var move = (await world.Queries.OfKindAsync(world.Campaign.Id, world.Commune, StockKind.Receive, 1))[0];

        await world.Corrections.ReverseAsync(world.Campaign, move, Guid.CreateVersion7(), StockWorld.Today, "Đếm nhầm", StockWorld.Officer);
        await Should.ThrowAsync<StockRefusedException>(() => world.Corrections.ReverseAsync(world.Campaign, move, Guid.CreateVersion7(), StockWorld.Today, "Lại", StockWorld.Officer));
        var package = (await world.Queries.OnTheWayAsync(world.Campaign.Id, world.Commune, 5)).ShouldHaveSingleItem();
        await world.Shipments.ReceiveAsync(world.Campaign, package, world.Commune, new ReceiptDraft(Guid.CreateVersion7(), 55, 0, StockWorld.Today, "Thiếu 5"), StockWorld.Officer);

        (await world.OwnAsync(world.Commune)).ShouldBe(55);
        (await world.HeldAsync(world.Commune, StockAccount.Missing)).ShouldBe(5);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task What_has_gone_further_cannot_be_taken_back(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 100);
        await world.PassAsync(run, world.District, world.Commune, 60);
        await world.Uses.EventAsync(world.Campaign, world.Commune, new UseDraft(Guid.CreateVersion7(), run, 10, StockWorld.Today, "Chợ"), "fair", StockWorld.Officer);
        var move = (await world.Queries.OfKindAsync(world.Campaign.Id, world.Commune, StockKind.Receive, 1))[0];

        await Should.ThrowAsync<StockRefusedException>(() => world.Corrections.ReverseAsync(world.Campaign, move, Guid.CreateVersion7(), StockWorld.Today, "Đếm nhầm", StockWorld.Officer));

        (await world.Shipments.FindAsync(move.ShipmentId!.Value))!.State.ShouldBe(StockShipment.Received);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_count_brings_the_book_to_what_is_there_and_keeps_the_difference(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.Commune, 100);

        await Should.ThrowAsync<StockRefusedException>(() => world.Uses.CountAsync(world.Campaign, world.Commune, new UseDraft(Guid.CreateVersion7(), run, 93, StockWorld.Today, null), StockWorld.Officer));
        await world.Uses.CountAsync(world.Campaign, world.Commune, new UseDraft(Guid.CreateVersion7(), run, 93, StockWorld.Today, "Chuột gặm"), StockWorld.Officer);
        await world.Uses.CountAsync(world.Campaign, world.Commune, new UseDraft(Guid.CreateVersion7(), run, 93, StockWorld.Today, null), StockWorld.Officer);

        (await world.OwnAsync(world.Commune)).ShouldBe(93);
        (await world.HeldAsync(world.Commune, StockAccount.Adjustment)).ShouldBe(7);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task A_package_goes_down_or_back_up_and_nowhere_else(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.Commune, 100);

        await Should.ThrowAsync<StockRefusedException>(() => world.Shipments.SendAsync(world.Campaign, world.Package(run, world.Commune, world.Coverage.Communes[1], 10), StockWorld.Officer));
        await Should.ThrowAsync<StockRefusedException>(() => world.Shipments.SendAsync(world.Campaign, world.Package(run, world.Commune, world.Commune, 10), StockWorld.Officer));
        var back = await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.Commune, world.District, 10), StockWorld.Officer);
        await world.Shipments.CancelAsync(world.Campaign, back, world.Commune, world.District, Guid.CreateVersion7(), StockWorld.Today, "Thôi không trả", StockWorld.Officer);

        back.IsReturn.ShouldBeTrue();
        (await world.OwnAsync(world.Commune)).ShouldBe(100);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task An_approved_request_is_a_package_once_and_a_unit_has_one_open(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 500);
        var id = await world.Requests.AskAsync(world.Campaign, world.Commune, new RequestDraft(Guid.CreateVersion7(), 40, 40, 300, StockWorld.Today), StockWorld.Officer);
        await Should.ThrowAsync<StockRefusedException>(() => world.Requests.AskAsync(world.Campaign, world.Commune, new RequestDraft(Guid.CreateVersion7(), 0, 40, 10, StockWorld.Today), StockWorld.Officer));
        var request = (await world.Requests.FindAsync(id))!;
        var tooMuch = world.Package(run, world.District, world.Commune, 501);
        await Should.ThrowAsync<StockRefusedException>(() => world.Requests.ApproveAsync(world.Campaign, request, tooMuch, StockWorld.Officer));
        (await world.Requests.FindAsync(id))!.IsOpen.ShouldBeTrue();

        var package = world.Package(run, world.District, world.Commune, 250);
        var sent = await world.Requests.ApproveAsync(world.Campaign, request, package, StockWorld.Officer);
        (await world.Requests.ApproveAsync(world.Campaign, request, package, StockWorld.Officer)).Id.ShouldBe(sent.Id);

        var decided = (await world.Requests.FindAsync(id))!;
        (decided.State, decided.Granted, decided.ShipmentId).ShouldBe((StockRequest.Approved, 250, sent.Id));
        await Should.ThrowAsync<StockRefusedException>(() => world.Requests.ApproveAsync(world.Campaign, request, world.Package(run, world.District, world.Commune, 1), StockWorld.Officer));
        (await world.OwnAsync(world.District)).ShouldBe(250);
        await world.SoundAsync();
    }

    [Theory, OnEachDatabase]
    public async Task The_check_finds_a_book_that_was_tampered_with(string dialect)
    {
        await using var world = await StockWorld.CreateAsync(dialect);
        var run = await world.RunAsync(world.District, 100);
        await world.Shipments.SendAsync(world.Campaign, world.Package(run, world.District, world.Commune, 60), StockWorld.Officer);
        await world.SoundAsync();
        foreach (var tamper in new[]
        {
            "UPDATE stock_balance SET quantity = quantity + 1 WHERE account = 'stock'", "UPDATE stock_line SET amount = amount + 1 WHERE account = 'transit'",
            "UPDATE stock_run SET quantity = quantity + 1", "UPDATE stock_shipment SET state = 'received'",
        })
        {
            await world.Database.WriteAsync(session => session.ExecuteAsync(tamper));
            (await world.Check.FindingsAsync()).ShouldNotBeEmpty(tamper);
            await world.Database.WriteAsync(session => session.ExecuteAsync(Undo(tamper)));
            await world.SoundAsync(tamper);
        }
    }

    private static string Undo(string tamper) => tamper.Contains("received", StringComparison.Ordinal) ? tamper.Replace("'received'", "'sent'") : tamper.Replace("+ 1", "- 1");
}
