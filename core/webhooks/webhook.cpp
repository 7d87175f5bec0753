#include "core/webhooks/webhook.h"

#include <QRegularExpression>

namespace rawi {

Result<void> checkWebhook(const Webhook &webhook)
{
    if (webhook.url.trimmed().isEmpty()) {
        return Error{ErrorCode::FieldRequired, u"url"_s, u"a webhook needs the address it is sent to"_s};
    }
    if (webhook.types.isEmpty()) {
        return Error{ErrorCode::FieldRequired, u"types"_s, u"name the events it is told of, or * for all"_s};
    }
    if (webhook.types.size() > kMostWebhookTypes) {
        return Error{ErrorCode::TooLarge, u"types"_s, u"at most %1; name families like content.*"_s.arg(kMostWebhookTypes),
                     SubjectKind::Field};
    }
    static const QRegularExpression pattern(u"^(\\*|[a-z_]+(\\.[a-z_]+)*(\\.\\*)?)$"_s);
    for (const QString &type : webhook.types) {
        if (!pattern.match(type).hasMatch()) {
            return Error{ErrorCode::InvalidArgument, u"types"_s,
                         u"%1 is no event; say content.published, content.* or *"_s.arg(type)};
        }
    }
    return {};
}

} // namespace rawi
