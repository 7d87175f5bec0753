#include "app/ctl/series_commands.h"

#include "core/catalog/series.h"
#include "core/people/person.h"
#include "core/rules/listing.h"

#include <algorithm>

namespace rawi::ctl {

namespace {

Result<QList<Person>> people(const Replica &replica)
{
    RAWI_ASSIGN(const QList<QJsonObject> rows, replica.rows(recordInfo<Person>()));
    QList<Person> found;
    for (const QJsonObject &row : rows) {
        found.append(fromJson<Person>(row));
    }
    return found;
}

// With --wait when the server has it and its pictures.
void finishLater(CtlSession &session, const std::function<void()> &finish)
{
    session.args().flag("wait") ? session.whenSynced(true, session.timeoutMs(), finish) : finish();
}

} // namespace

Result<void> listSeries(CtlSession &session)
{
    Replica &replica = session.desk().replica();
    RAWI_ASSIGN(const QList<Person> known, people(replica));
    QHash<QString, QString> addresses;
    for (const Person &one : known) {
        addresses.insert(one.id.text(), one.email);
    }
    QJsonArray items;
    RAWI_ASSIGN(QList<QJsonObject> rows, replica.rows(recordInfo<Series>()));
    const ListingKey byTitle = listingKeys(*recordInfo<Series>().listing).first();
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const QJsonObject &a, const QJsonObject &b) { return byTitle.of(a) < byTitle.of(b); });
    for (QJsonObject row : std::as_const(rows)) {
        const auto series = fromJson<Series>(row);
        QJsonArray episodes;
        RAWI_ASSIGN(const QList<QJsonObject> found,
                    replica.rowsWhere(recordInfo<Episode>(), u"series_id"_s, row.value("id"_L1)));
        for (const QJsonObject &episode : found) {
            episodes.append(episode);
        }
        QStringList members;
        for (const QString &id : series.members) {
            members.append(addresses.value(id, id));
        }
        members.sort();
        row.insert(u"episodes"_s, episodes);
        row.insert(u"restricted"_s, !series.scope.isNull());
        row.insert(u"member_emails"_s, QJsonArray::fromStringList(members));
        items.append(row);
    }
    session.done({{u"items"_s, items}});
    return {};
}

Result<QJsonObject> seriesRestriction(CtlSession &session)
{
    const QStringList &words = session.args().words;
    const bool open = session.args().flag("open");
    if (words.size() != 2 || words.first() != "restrict"_L1 || open == session.args().flag("members")) {
        return Error{ErrorCode::InvalidArgument, u"series"_s,
                     u"usage: rawictl series restrict ID --members EMAIL,EMAIL | --open"_s};
    }
    RAWI_ASSIGN(const QList<Person> known, people(session.desk().replica()));
    QJsonArray members;
    const QStringList wanted = session.args().option("members").split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &email : wanted) {
        const auto found = std::find_if(known.cbegin(), known.cend(), [&](const Person &one) {
            return one.email.compare(email.trimmed(), Qt::CaseInsensitive) == 0;
        });
        if (found == known.cend()) {
            return Error{ErrorCode::NotFound, email, u"nobody in this newsroom has this address"_s, SubjectKind::Name};
        }
        members.append(found->id.text());
    }
    return QJsonObject{{u"id"_s, words.at(1)}, {u"restricted"_s, !open}, {u"members"_s, members}};
}

Result<void> seriesCover(CtlSession &session)
{
    const QStringList &words = session.args().words;
    const bool none = session.args().flag("none");
    if (words.size() != (none ? 2 : 3) || uuidFromText(words.at(1)).isNull()) {
        return Error{ErrorCode::InvalidArgument, u"series"_s, u"usage: rawictl series cover ID FILE | --none"_s};
    }
    if (none) {
        const auto removed = session.desk().execute(u"series.set_cover"_s, {{u"id"_s, words.at(1)}, {u"asset_id"_s, QJsonValue()}});
        finishLater(session, [&session, removed] { session.finishWith(removed); });
        return {};
    }
    QObject::connect(&session.desk().intake(), &MediaIntake::coverReady, &session,
                     [&session](const QUuid &series, const QUuid &asset, const Error &error) {
                         if (asset.isNull()) {
                             session.fail(error);
                         } else {
                             finishLater(session, [&session, series, asset] {
                                 session.done({{u"id"_s, uuidText(series)}, {u"asset_id"_s, uuidText(asset)}});
                             });
                         }
                     });
    session.desk().intake().addCover(uuidFromText(words.at(1)), words.at(2));
    return {};
}

} // namespace rawi::ctl
