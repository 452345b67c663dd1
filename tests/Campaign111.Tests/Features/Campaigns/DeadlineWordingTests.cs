using System.Globalization;
using System.Text;
using Campaign111.Features.Campaigns;

namespace Campaign111.Tests.Features.Campaigns;

public class DeadlineWordingTests
{
    private static readonly DateOnly Issued = new(2020, 7, 28);

    [Theory]
    [InlineData("trước ngày 30/9/2020", "29/9/2020")]
    [InlineData("trước 30/9/2020", "29/9/2020")]
    [InlineData("Trước ngày 30 tháng 9 năm 2020", "29/9/2020")]
    [InlineData("TRƯỚC NGÀY 30/9/2020", "29/9/2020")]
    [InlineData("truoc ngay 30-9-2020", "29/9/2020")]
    [InlineData("trước ngày 30.9.2020.", "29/9/2020")]
    [InlineData("trước ngày 30 / 9 / 2020", "29/9/2020")]
    [InlineData("trước ngày 30/9/20", "29/9/2020")]
    [InlineData("Thời gian hoàn thành: trước ngày 30/9/2020 (kèm theo Mẫu tờ rơi của Cục Trẻ em)", "29/9/2020")]
    [InlineData("trước 17 giờ ngày 30/9/2020", "30/9/2020")]
    [InlineData("trước 17h00 ngày 30/9/2020", "30/9/2020")]
    [InlineData("đến hết ngày 30/9/2020", "30/9/2020")]
    [InlineData("đến ngày 30/9/2020", "30/9/2020")]
    [InlineData("đến hết tháng 8 năm 2020", "31/8/2020")]
    [InlineData("đến hết tháng 8/2020", "31/8/2020")]
    [InlineData("đến hết 8/2020", "31/8/2020")]
    [InlineData("đến hết tháng 02 năm 2024", "29/2/2024")]
    [InlineData("hết quý III/2020", "30/9/2020")]
    [InlineData("trong quý IV năm 2020", "31/12/2020")]
    [InlineData("hết năm 2020", "31/12/2020")]
    [InlineData("trước tháng 9 năm 2020", "31/8/2020")]
    [InlineData("chậm nhất là ngày 15/11/2020", "15/11/2020")]
    [InlineData("chậm nhất ngày 15/11/2020", "15/11/2020")]
    [InlineData("chậm nhất là trước ngày 15/11/2020", "14/11/2020")]
    [InlineData("không muộn hơn ngày 15/11/2020", "15/11/2020")]
    [InlineData("trong tháng 6 năm 2021", "30/6/2021")]
    [InlineData("ngày 30 tháng 9 năm 2020", "30/9/2020")]
    [InlineData("30/9/2020", "30/9/2020")]
    [InlineData("từ ngày 1/8/2020 đến hết ngày 30/9/2020", "30/9/2020")]
    [InlineData("trước ngày 30/9", "29/9/2020")]
    [InlineData("trước ngày 15/5", "14/5/2021")]
    [InlineData("đến hết tháng 6", "30/6/2021")]
    [InlineData("đến hết tháng 7", "31/7/2020")]
    [InlineData("đến hết ngày 29/2", "29/2/2024")]
    [InlineData("trước ngày 01/01/2021", "31/12/2020")]
    public void The_last_day_is_inclusive(string wording, string lastDay)
    {
        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD })
        {
            var reading = DeadlineWording.Parse(wording.Normalize(form), Issued);
            reading.Proposals.Select(proposal => Written(proposal.LastDay)).ShouldBe([lastDay], wording);
        }
    }

    [Fact]
    public void The_national_dispatch_gives_its_last_day_and_its_month_of_focus()
    {
        var reading = DeadlineWording.Parse(
            "Thời gian hoàn thành đến hết tháng 8 năm 2020 (tập trung trong tháng 6 năm 2020 - Tháng hành động vì trẻ em).", new DateOnly(2020, 5, 5));

        reading.Proposals.Single().LastDay.ShouldBe(new DateOnly(2020, 8, 31));
        reading.Focus.ShouldBe(new Period(new DateOnly(2020, 6, 1), new DateOnly(2020, 6, 30)));
        reading.Message.ShouldBeNull();
    }

    [Theory]
    [InlineData("đến hết tháng 8 năm 2020 (tập trung trong tháng 6)", "1/6/2020", "30/6/2020")]
    [InlineData("đến hết ngày 31/3/2021, tập trung từ ngày 1/12 đến ngày 31/12/2020", "1/12/2020", "31/12/2020")]
    [InlineData("đến hết tháng 3 năm 2021 (tập trung trong tháng 12)", "1/12/2020", "31/12/2020")]
    public void The_focus_lies_before_the_last_day(string wording, string from, string to)
    {
        var focus = DeadlineWording.Parse(wording, new DateOnly(2020, 5, 5)).Focus.ShouldNotBeNull();
        (Written(focus.From), Written(focus.To)).ShouldBe((from, to));
    }

    [Fact]
    public void Two_dates_give_two_proposals_and_ask_which()
    {
        var reading = DeadlineWording.Parse("báo cáo trước ngày 20/5 và 15/11 năm 2019 theo hướng dẫn, biểu mẫu", new DateOnly(2019, 3, 21));

        reading.Proposals.Select(proposal => Written(proposal.LastDay)).ShouldBe(["19/5/2019", "14/11/2019"]);
        reading.Message.ShouldNotBeNull().Vi.ShouldContain("19/5/2019, 14/11/2019");
    }

    [Theory]
    [InlineData("trước ngày 31/9/2020", "tháng 9 năm 2020 có 30 ngày")]
    [InlineData("đến hết ngày 30 tháng 2 năm 2021", "có 28 ngày")]
    [InlineData("đến hết tháng 13 năm 2020", "Không có tháng 13")]
    [InlineData("trước ngày 31/9", "có 30 ngày")]
    [InlineData("trước ngày 0/9/2020", "Không có ngày 0")]
    [InlineData("đến hết tháng 8 năm 1820", "1820")]
    public void A_day_that_does_not_exist_is_named(string wording, string says)
    {
        var reading = DeadlineWording.Parse(wording, Issued);
        reading.Proposals.ShouldBeEmpty();
        reading.Message.ShouldNotBeNull().Vi.ShouldContain(says);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("càng sớm càng tốt")]
    [InlineData("trong vòng 10 ngày kể từ ngày nhận văn bản")]
    [InlineData("sau ngày 30/9/2020")]
    [InlineData("theo Công văn số 275/TE-TVDVTT ngày 5/5/2020 của Cục Trẻ em")]
    [InlineData("trong tháng 6, 7 năm 2020")]
    [InlineData("trong tháng 6 - 7 năm 2020")]
    [InlineData("đến ngày 28-30/9/2020")]
    public void Anything_else_is_left_to_people(string? wording)
    {
        var reading = DeadlineWording.Parse(wording, Issued);
        reading.Proposals.ShouldBeEmpty();
        reading.Message.ShouldNotBeNull().Vi.ShouldContain("bằng tay");
    }

    [Fact]
    public void A_last_day_before_the_day_of_issue_is_proposed_with_a_warning()
    {
        var reading = DeadlineWording.Parse("trước ngày 30/9/2019", Issued);
        reading.Proposals.Single().LastDay.ShouldBe(new DateOnly(2019, 9, 29));
        reading.Message.ShouldNotBeNull().Vi.ShouldContain("kiểm tra lại năm");
    }

    private static string Written(DateOnly day) => day.ToString("d/M/yyyy", CultureInfo.InvariantCulture);
}
