using static Campaign111.Platform.Localisation.Text;

namespace Campaign111.Features.Coverage.Field;

/// <summary>The words of the field page's scripts, by the name under which they ask for them; {0} and {1} are filled there.</summary>
public static class FieldTexts
{
    public static Dictionary<string, string> All() => new(Pages().Concat(Logging()).Concat(Sending()).Concat(Parcels()).Concat(Leaving()));

    private static Dictionary<string, string> Pages() => new()
    {
        ["title"] = Of("Đi từng hộ", "Door to door"),
        ["mine"] = Of("Thôn của tôi", "My hamlets"),
        ["illustrative"] = Of("số liệu minh hoạ", "illustrative figures"),
        ["incomplete"] = Of("Chưa tải được danh sách của mọi thôn. Những thôn đã tải vẫn ghi được; phần còn lại tải tiếp khi có mạng.", "Not every hamlet's list could be loaded. Those that are here can be logged; the rest follows when there is a network."),
        ["tryAgain"] = Of("Tải lại", "Try again"),
        ["noAreas"] = Of("Tài khoản này chưa có xã hay thôn nào để ghi từng hộ: hãy nhờ cán bộ xã giao thôn, hoặc ghi trên trang của xã.", "This account has no commune or hamlet to log door to door: ask the commune officer to assign you hamlets, or log on the commune's page."),
        ["toSite"] = Of("Về trang chính", "To the main page"),
        ["notLoaded"] = Of("Chưa tải danh sách", "List not loaded"),
        ["notLoadedShort"] = Of("chưa tải", "not loaded"),
        ["notLoadedText"] = Of("Máy chưa có danh sách của thôn này: cần mạng một lần để tải.", "The phone does not have this hamlet's list yet: it needs a network once to load it."),
        ["leftOf"] = Of("còn {0} / {1} hộ", "{0} of {1} households left"),
        ["revisitCount"] = Of("{0} thăm lại", "{0} to revisit"),
        ["tallyTarget"] = Of("Ghi tổng số · chỉ tiêu {0} hộ", "Tally · target {0} households"),
        ["tallyNoTarget"] = Of("Ghi tổng số · chưa có chỉ tiêu", "Tally · no target yet"),
        ["show"] = Of("Danh sách", "List"),
        ["left"] = Of("Còn phải đến", "Left to visit"),
        ["revisit"] = Of("Thăm lại", "To revisit"),
        ["all"] = Of("Tất cả", "All"),
        ["search"] = Of("Tìm theo mã hộ hoặc địa chỉ (không cần dấu)", "Search by code or address (diacritics not needed)"),
        ["notFound"] = Of("Không thấy hộ nào khớp: thử ít chữ hơn, hoặc chọn “Tất cả”.", "No household matches: try fewer letters, or choose “All”."),
        ["noneLeft"] = Of("Không còn hộ nào trong danh sách này.", "No household is left in this list."),
        ["noHouseholds"] = Of("Sổ hộ của thôn còn trống: cán bộ xã nhập sổ trên trang của thôn.", "The hamlet's register is empty: the commune officer imports it on the hamlet's page."),
    };

    private static Dictionary<string, string> Logging() => new()
    {
        ["reached"] = Of("đã phát", "reached"),
        ["absent"] = Of("vắng nhà", "absent"),
        ["refused"] = Of("từ chối", "refused"),
        ["vacant"] = Of("nhà trống", "vacant"),
        ["reachedButton"] = Of("Đã phát", "Reached"),
        ["absentButton"] = Of("Vắng", "Absent"),
        ["refusedButton"] = Of("Từ chối", "Refused"),
        ["vacantButton"] = Of("Nhà trống", "Vacant"),
        ["absentTimes"] = Of("vắng {0} lần", "absent {0} ×"),
        ["absentSettled"] = Of("vắng {0} lần, xong", "absent {0} ×, settled"),
        ["oneHousehold"] = Of("Hộ {0}", "Household {0}"),
        ["unknownHousehold"] = Of("Sổ hộ của {1} trên máy này không có hộ {0}: tải lại khi có mạng, hoặc nhờ cán bộ xã thêm hộ.", "The register of {1} on this phone has no household {0}: load it again with a network, or ask the commune officer to add it."),
        ["foreignGate"] = Of("Nhãn này thuộc {0}, không nằm trong các thôn của bạn.", "This label belongs to {0}, which is none of your hamlets."),
        ["wholeHamlet"] = Of("Cả {0}", "All of {0}"),
        ["scan"] = Of("Quét nhãn", "Scan label"),
        ["scanTitle"] = Of("Chĩa máy ảnh vào nhãn ở cổng", "Point the camera at the gate label"),
        ["scanHint"] = Of("Có nhãn ở cổng? Mở ứng dụng máy ảnh và chĩa vào nhãn, hoặc gõ mã hộ.", "A label at the gate? Point the phone's camera app at it, or type the code."),
        ["noCamera"] = Of("Không mở được máy ảnh ({0}): cho phép dùng máy ảnh, hoặc gõ mã hộ vào ô tìm.", "The camera did not open ({0}): allow it, or type the household's code into the search."),
        ["close"] = Of("Đóng", "Close"),
        ["more"] = Of("Số tờ rơi, ghi chú", "Leaflets, note"),
        ["leaflets"] = Of("Số tờ rơi đã phát", "Leaflets handed"),
        ["leafletsHint"] = Of("Để trống: mỗi hộ đã phát một tờ.", "Left empty: one for each household reached."),
        ["note"] = Of("Ghi chú (không ghi tên trẻ em)", "Note (no names of children)"),
        ["households"] = Of("Số hộ", "Households"),
        ["outcome"] = Of("Kết quả", "Outcome"),
        ["saveTally"] = Of("Ghi vào máy", "Save on this phone"),
        ["tallyLine"] = Of("{0} hộ: {1}", "{0} households: {1}"),
        ["unsentHere"] = Of("Chưa gửi của thôn này", "Not yet sent for this hamlet"),
        ["logged"] = Of("Đã lưu trên máy: {0}, {1}.", "Saved on this phone: {0}, {1}."),
        ["undo"] = Of("Hoàn tác", "Undo"),
        ["undone"] = Of("Đã hoàn tác.", "Taken back."),
        ["tooLate"] = Of("Lượt ghi này đã gửi đi: nhờ cán bộ xã huỷ trên trang của thôn.", "This entry has left the phone: the commune officer can void it on the hamlet's page."),
        ["unsentOne"] = Of("Chưa gửi", "Not sent yet"),
        ["triedOne"] = Of("Đang gửi: chờ máy chủ trả lời. Gửi lại không ghi hai lần.", "Being sent: waiting for the server's answer. Sending again never counts twice."),
        ["notStored"] = Of("Máy KHÔNG lưu được lượt ghi này ({0}). Hãy ghi ra giấy, giải phóng bộ nhớ của máy rồi thử lại.", "The phone could NOT save this entry ({0}). Write it on paper, free some storage and try again."),
        ["noStorage"] = Of("Trình duyệt này không cho lưu dữ liệu ({0}): tắt chế độ ẩn danh hoặc ghi trên trang của xã.", "This browser does not let the page store anything ({0}): leave private mode, or log on the commune's page."),
    };

    private static Dictionary<string, string> Sending() => new()
    {
        ["unsent"] = Of("{0} chưa gửi", "{0} not sent"),
        ["allSent"] = Of("Đã gửi hết", "All sent"),
        ["rejectedShort"] = Of("{0} bị từ chối", "{0} refused"),
        ["lastSent"] = Of("Gửi gần nhất {0}, biên nhận {1}", "Last sent {0}, receipt {1}"),
        ["neverSent"] = Of("Máy này chưa gửi lần nào", "Nothing sent from this phone yet"),
        ["send"] = Of("Gửi ngay", "Send now"),
        ["signIn"] = Of("Đăng nhập", "Sign in"),
        ["state-offline"] = Of("chờ có mạng", "waiting for a network"),
        ["state-sending"] = Of("đang gửi…", "sending…"),
        ["state-sign-in"] = Of("hết phiên: đăng nhập để gửi", "session over: sign in to send"),
        ["state-other"] = Of("người khác đang đăng nhập trên máy này", "somebody else is signed in on this phone"),
        ["stateRetry"] = Of("chưa tới được máy chủ, thử lại {0}", "server not reached, next try {0}"),
        ["stateRefused"] = Of("máy chủ không nhận: {0}", "the server refuses: {0}"),
        ["outbox"] = Of("Lượt ghi trên máy", "Entries on this phone"),
        ["waiting"] = Of("Chưa gửi: {0}", "Not sent: {0}"),
        ["nothingWaiting"] = Of("Không có gì chờ gửi.", "Nothing waits to be sent."),
        ["rejected"] = Of("Máy chủ từ chối: {0}", "Refused by the server: {0}"),
        ["rejectedOne"] = Of("Không được nhận: {0}", "Not taken: {0}"),
        ["discard"] = Of("Xoá khỏi máy", "Remove from the phone"),
        ["discardSure"] = Of("Lượt ghi này chưa được tính ở đâu cả; xoá rồi thì không lấy lại được. Xoá?", "This entry counts nowhere; once removed it is gone. Remove it?"),
        ["receipts"] = Of("Đã gửi", "Sent"),
        ["noReceipts"] = Of("Biên nhận hiện ở đây sau lần gửi đầu tiên.", "Receipts appear here after the first sending."),
        ["receiptLine"] = Of("{0} lượt, {1}", "{0} entries, {1}"),
        ["heldLine"] = Of("{0} lượt chờ cán bộ xã xử lý", "{0} wait for the commune officer"),
        ["sentUnchecked"] = Of("máy đã gửi {0} lượt; có mạng thì đối chiếu với máy chủ.", "{0} entries sent; compared with the server when there is a network."),
        ["sentStored"] = Of("máy đã gửi {0} lượt, máy chủ đang giữ {1}. ✓ Khớp.", "{0} entries sent, the server holds {1}. ✓ They match."),
        ["sentMissing"] = Of("máy đã gửi {0} lượt, máy chủ chỉ giữ {1}. KHÔNG khớp: giữ nguyên máy và báo cán bộ xã.", "{0} entries sent, the server holds {1}. They do NOT match: keep this phone as it is and tell the commune officer."),
        ["eachReceipt"] = Of("Từng biên nhận ({0})", "Each receipt ({0})"),
        ["receiptMissing"] = Of("không khớp", "does not match"),
        ["rescueQr"] = Of("Hiện mã QR", "Show QR codes"),
        ["qrPart"] = Of("Phần {0} / {1}", "Part {0} of {1}"),
        ["qrText"] = Of("Cán bộ xã quét lần lượt từng mã trên trang Cứu dữ liệu của xã, hoặc dán chữ quét được vào đó.", "The commune officer scans each code on the commune's Rescue page, or pastes the scanned text there."),
        ["qrBack"] = Of("Phần trước", "Back"),
        ["qrNext"] = Of("Phần tiếp", "Next"),
        ["rescueTitle"] = Of("Cứu dữ liệu", "Rescue"),
        ["rescueText"] = Of("Máy sắp hỏng hoặc phải trả lại? Lưu các lượt chưa gửi thành một tệp; cán bộ xã nhập tệp đó trên máy bất kỳ. Gửi và nhập cả hai cũng chỉ ghi một lần.", "Is the phone failing, or must it go back? Save the unsent entries as a file; the commune officer imports it on any machine. Sending and importing both still counts once."),
        ["rescue"] = Of("Lưu {0} lượt ra tệp", "Save {0} entries to a file"),
        ["rescued"] = Of("Đã lưu {0} lượt ra tệp; chúng vẫn ở trên máy.", "{0} entries saved to a file; they are still on the phone."),
        ["persisted"] = Of("Trình duyệt cam kết không tự xoá dữ liệu này.", "The browser promised not to clear this data by itself."),
        ["notPersisted"] = Of("Trình duyệt có thể xoá dữ liệu khi máy đầy: hãy gửi sớm, hoặc thêm trang này vào màn hình chính.", "The browser may clear this data when the phone is full: send soon, or add this page to the home screen."),
    };

    // Packages of leaflets, received without a network.
    private static Dictionary<string, string> Parcels() => new()
    {
        ["parcelTitle"] = Of("Nhận kiện tờ rơi", "Receive a package of leaflets"),
        ["parcelsWaiting"] = Of("Kiện đã nhận, chưa gửi: {0}", "Packages received, not sent: {0}"),
        ["parcelText"] = Of("Đếm rồi ghi; không có mạng thì máy giữ lại và gửi khi có mạng.", "Count, then write. Without a network the phone keeps it and sends it later."),
        ["parcelNumber"] = Of("Số phiếu (8 ký tự)", "Number of the note (8 characters)"),
        ["parcelGood"] = Of("Số tờ dùng được", "Usable leaflets"),
        ["parcelDamaged"] = Of("Số tờ hỏng", "Damaged leaflets"),
        ["parcelRemark"] = Of("Chuyện gì đã xảy ra (khi thiếu, thừa, hỏng)", "What happened (when some are missing, damaged or too many)"),
        ["parcelSave"] = Of("Đã nhận, ghi vào máy", "Received: save on this phone"),
        ["parcelSaved"] = Of("Đã lưu phiếu {0} trên máy.", "Note {0} is saved on this phone."),
        ["parcelWrong"] = Of("Ghi đủ 8 ký tự của số phiếu và số tờ nhận được.", "Enter the 8 characters of the note and how many arrived."),
        ["parcelLine"] = Of("Phiếu {0}: {1} tờ dùng được, {2} hỏng", "Note {0}: {1} usable, {2} damaged"),
        ["parcelRefused"] = Of("Máy chủ không nhận: {0}", "The server refuses: {0}"),
        ["parcelOpen"] = Of("Mở phiếu", "Open the note"),
    };

    private static Dictionary<string, string> Leaving() => new()
    {
        ["signedOut"] = Of("Đăng nhập để thấy các thôn của mình. Cần mạng một lần; sau đó trang mở được khi không có mạng.", "Sign in to see your hamlets. It needs a network once; afterwards the page opens without one."),
        ["signedInAs"] = Of("Đang dùng máy: {0}", "At this phone: {0}"),
        ["others"] = Of("Trên máy này {0} còn {1} lượt chưa gửi. Chúng được giữ an toàn và chỉ gửi khi chính người đó đăng nhập.", "On this phone {0} has {1} entries not sent. They are safe and are sent only when that person signs in."),
        ["leaveTitle"] = Of("Rời máy này", "Leave this phone"),
        ["leaveUnsent"] = Of("Còn {0} lượt chưa gửi. Nên gửi hoặc lưu ra tệp trước khi đăng xuất.", "{0} entries are not sent. Better send them or save them to a file before you sign out."),
        ["leave"] = Of("Đăng xuất", "Sign out"),
        ["leaveSure"] = Of("Danh sách hộ sẽ bị xoá khỏi máy. Đăng xuất?", "The lists of households are wiped from the phone. Sign out?"),
        ["leaveSureUnsent"] = Of("{0} lượt chưa gửi ở lại máy dưới tên bạn và chỉ gửi khi bạn đăng nhập lại; danh sách hộ bị xoá. Đăng xuất?", "{0} unsent entries stay on the phone under your name and are sent only when you sign in again; the lists of households are wiped. Sign out?"),
        ["leaveOffline"] = Of("Đã rời máy; phiên trên máy chủ sẽ kết thúc khi có mạng.", "You left the phone; the session ends on the server as soon as there is a network."),
    };
}
