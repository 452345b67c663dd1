using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Platform.Security;

/// <summary>What people are told while nothing can be stored or read: what happened, that nothing confirmed is lost, and the next step. The same words on pages
/// and under /api.</summary>
public static class StorageTexts
{
    private static readonly object Key = new();

    /// <summary>507 for a full disk, 503 for all else: both mean "send it again".</summary>
    public static int Status(StorageTrouble trouble) => trouble == StorageTrouble.Full ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;

    /// <summary>Seconds after which trying again makes sense.</summary>
    public static int RetryAfter(StorageTrouble trouble) => trouble == StorageTrouble.Busy ? 5 : 60;

    public static string Title(StorageTrouble trouble) => trouble switch
    {
        StorageTrouble.Full => Text.Of("Máy chủ hết chỗ ghi", "The server's disk is full"),
        StorageTrouble.ReadOnly => Text.Of("Hiện chỉ xem được, chưa ghi được", "It can be read, but nothing can be stored now"),
        StorageTrouble.Busy => Text.Of("Hệ thống đang bận ghi", "The database is busy"),
        _ => Text.Of("Cơ sở dữ liệu tạm thời không mở được", "The database cannot be opened for the moment"),
    };

    public static string WhatToDo(StorageTrouble trouble) => trouble switch
    {
        StorageTrouble.Full => Text.Of(
            "Lần gửi này chưa được lưu; những gì hệ thống đã xác nhận vẫn còn. Điện thoại giữ phần chưa gửi và tự gửi lại. Hãy báo quản trị giải phóng đĩa, vài phút nữa gửi lại.",
            "This sending is not stored; what was confirmed is kept. Phones keep what is not sent and send it again by themselves. Tell the administrator to free space, and send again in a few minutes."),
        StorageTrouble.ReadOnly => Text.Of(
            "Lần gửi này chưa được lưu; những gì hệ thống đã xác nhận vẫn còn và vẫn xem được. Điện thoại giữ phần chưa gửi. Hãy báo quản trị mở quyền ghi, rồi gửi lại.",
            "This sending is not stored; what was confirmed is kept and can be read. Phones keep what is not sent. Tell the administrator to allow writing, then send again."),
        StorageTrouble.Busy => Text.Of(
            "Một việc khác đang giữ cơ sở dữ liệu lâu hơn thường lệ. Lần gửi này chưa được lưu; những gì đã xác nhận vẫn còn. Hãy đợi một phút rồi gửi lại.",
            "Something else has held the database for longer than usual. This sending is not stored; what was confirmed is kept. Wait a minute and send again."),
        _ => Text.Of(
            "Lần gửi này chưa được lưu; những gì hệ thống đã xác nhận vẫn còn. Điện thoại giữ phần chưa gửi và tự gửi lại. Hãy báo quản trị, vài phút nữa thử lại.",
            "This sending is not stored; what was confirmed is kept. Phones keep what is not sent and send it again by themselves. Tell the administrator, and try again in a few minutes."),
    };

    /// <summary>Tells the error page, which is another pass through the pipeline, what the trouble was.</summary>
    public static void Keep(HttpContext context, StorageTrouble trouble) => context.Items[Key] = trouble;

    public static StorageTrouble Of(HttpContext context) => context.Items[Key] is StorageTrouble trouble ? trouble : StorageTrouble.None;
}
