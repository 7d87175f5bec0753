// History: every argument of a change in words, whose it was and when, twenty at a time; offline what this desk knows. And the
// steps that it tells of: an author takes back what waits for review, and each step takes a note.
#include "core/content/content_revision.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/actors.h"
#include "tests/support/workspace_peer.h"
#include "ui/content/item_history_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/item_workflow_view.h"
#include "ui/content/library_view.h"
#include "ui/text/argument_text.h"
#include "ui/text/feature_words.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextEdit>

namespace rawi::test {

namespace {

class HistoryTest : public WindowFixture {
protected:
    static QStringList lines(const ItemHistoryView &view)
    {
        QStringList all;
        const auto *list = view.findChild<QListWidget *>();
        for (int row = 0; row < list->count(); ++row) {
            all.append(list->item(row)->text());
        }
        return all;
    }

    // Nothing of the program's own in a sentence.
    static QString fault(const QString &text)
    {
        static const QRegularExpression code(u"[0-9a-f]{8}-[0-9a-f]{4}-|[a-z0-9]_[a-z0-9]|[a-z]\\.[a-z]"_s);
        return text.contains(code) ? text : QString();
    }

    static QPushButton *button(QWidget &where, const QString &text)
    {
        const auto buttons = where.findChildren<QPushButton *>();
        for (QPushButton *one : buttons) {
            if (one->text() == text && !one->isHidden()) {
                return one;
            }
        }
        return nullptr;
    }

    static QJsonValue valueFor(const FieldInfo &field)
    {
        switch (field.kind) {
        case FieldKind::Id:
            return uuidText(makeUuidV7(1));
        case FieldKind::Integer:
        case FieldKind::Number:
            return 12;
        case FieldKind::Boolean:
            return true;
        case FieldKind::Timestamp:
            return u"2026-11-21T03:45:00.123Z"_s;
        case FieldKind::Date:
            return u"2026-11-21"_s;
        case FieldKind::TextSet:
            return QJsonArray{uuidText(makeUuidV7(2))};
        case FieldKind::List:
            return QJsonArray{QJsonObject{{u"strange_member"_s, 1}}};
        case FieldKind::Json:
        case FieldKind::Object:
            return QJsonObject{{u"strange_member"_s, u"x"_s}, {u"form"_s, u"mp4"_s}};
        case FieldKind::Enum:
            return field.enumNames.first();
        case FieldKind::Text:
        case FieldKind::OrderKey:
            break;
        }
        return u"كلمة"_s;
    }
};

} // namespace

TEST_F(HistoryTest, EveryArgumentOfEveryCommandIsSaidInWords)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        QStringList wrong;
        for (const QString &name : desk().rules().ruleNames()) {
            const QList<FieldInfo> described = desk().rules().rule(name)->args;
            for (const FieldInfo &arg : described) {
                QList<QJsonValue> values{valueFor(arg), QJsonValue()};
                for (const QString &one : arg.enumNames) {
                    values.append(one);
                }
                for (const QJsonValue &value : std::as_const(values)) {
                    const QStringList said = argumentLines({{arg.name, value}}, described);
                    const QString shown = said.join(u'\n');
                    const bool isRaw = arg.kind == FieldKind::Enum && language == Language::Arabic && !value.toString().isEmpty()
                        && shown.contains(value.toString());
                    if (said.isEmpty() || !fault(shown).isEmpty() || isRaw) {
                        wrong.append(name + u'(' + arg.name + u"): "_s + shown);
                    }
                }
            }
        }
        EXPECT_EQ(wrong.join(u'\n').toStdString(), "");
    }
}

TEST_F(HistoryTest, ValuesAreSaidAsAnEditorReadsThem)
{
    open(Language::English);
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    const QList<FieldInfo> update = desk().rules().rule(u"content.update"_s)->args;
    EXPECT_EQ(argumentLines({{u"id"_s, id.text()}, {u"title_en"_s, u"draft"_s}, {u"tags"_s, QJsonArray{u"عدن"_s, u"sea"_s}}}, update, id.uuid()).join(u'|'),
              u"Tags: \u2068عدن\u2069 and \u2068sea\u2069|English title: \u2068draft\u2069"_s)
        << "a title is no state";
    const QList<FieldInfo> parity = desk().rules().rule(u"content.set_parity"_s)->args;
    EXPECT_FALSE(argumentLines({{u"parity"_s, u"in_step"_s}}, parity).first().contains("in_step"_L1));
    EXPECT_EQ(argumentLines({{u"content_id"_s, id.text()}}, {}).first(), u"Item: \u2068The summit\u2069"_s) << "by its title";
    EXPECT_TRUE(argumentLines({{u"summary_en"_s, QString(5000, u'x')}}, update).first().size() < 600);
    EXPECT_TRUE(argumentLines({{u"summary_en"_s, QString(5000, u'x')}}, update, {}, ArgumentLength::Whole).first().size() > 5000) << "to be copied";
    EXPECT_EQ(argumentLines({{u"summary_en"_s, QString()}}, update).first(), u"English summary: nothing"_s);
}

TEST_F(HistoryTest, OfflineItShowsWhatThisDeskKnows)
{
    open(Language::English);
    const auto id = makeItem(u"القمة"_s, u"A summit"_s);
    run(u"content.update"_s, {{u"id"_s, id.text()}, {u"title_en"_s, u"The summit"_s}});
    run(u"content.submit"_s, {{u"id"_s, id.text()}, {u"note"_s, u"Please be quick"_s}});
    ItemHistoryView view(desk());
    view.setItem(item(id));
    ASSERT_TRUE(waitFor([&] { return !lines(view).isEmpty(); }));
    const QString all = lines(view).join(u'\n');
    EXPECT_TRUE(all.contains("Waiting to be sent: Submission for review"_L1)) << qUtf8Printable(all);
    EXPECT_TRUE(all.contains(u"Note: \u2068Please be quick\u2069")) << qUtf8Printable(all);
    EXPECT_TRUE(all.contains(u"English title: \u2068The summit\u2069")) << qUtf8Printable(all);
    EXPECT_TRUE(all.contains("when the server can be reached"_L1));
    EXPECT_EQ(fault(all).toStdString(), "");
}

TEST_F(HistoryTest, TheServersEntriesComeTwentyAtATime)
{
    open(Language::English);
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    SystemClock clock;
    WorkspacePeer peer(desk().rules(), clock);
    QList<int> limits;
    peer.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        if (request.path != u"/api/v1/content/%1/history"_s.arg(id.text())) {
            return std::nullopt;
        }
        const int limit = request.query.queryItemValue(u"limit"_s).toInt();
        const int from = request.query.queryItemValue(u"cursor"_s).toInt();
        limits.append(limit);
        QJsonArray items;
        for (int i = from; i < std::min(from + limit, 45); ++i) {
            items.append(QJsonObject{{u"at"_s, u"2026-11-21T03:45:00.123Z"_s},
                                     {u"actor"_s, desk().replica().actor().id.text()},
                                     {u"command"_s, i == 0 ? u"content.publish"_s : u"content.update"_s},
                                     {u"args"_s, QJsonObject{{u"id"_s, id.text()}, {u"title_en"_s, u"Title %1"_s.arg(i)}}},
                                     {u"outcome"_s, i == 0 ? u"state_conflict"_s : u"applied"_s},
                                     {u"reason"_s, u"state_conflict (draft): allowed: submit"_s}});
        }
        return WorkspacePeer::json({{u"items"_s, items}, {u"next_cursor"_s, from + limit < 45 ? QJsonValue(QString::number(from + limit)) : QJsonValue()}});
    };
    desk().sync().signIn(peer.url(), u"sara@example.com"_s, u"secret"_s);
    ASSERT_TRUE(waitFor([&] { return desk().office().isReachable(); }));
    ItemHistoryView view(desk());
    view.resize(400, 600);
    view.setItem(item(id));
    view.show();
    ASSERT_TRUE(waitFor([&] { return lines(view).size() >= ItemHistoryView::kPage && limits.size() == 1; }));
    EXPECT_EQ(limits.first(), 20);
    const QString all = lines(view).join(u'\n');
    EXPECT_TRUE(all.contains("Refused: "_L1)) << qUtf8Printable(all);
    EXPECT_TRUE(all.contains(u"English title: \u2068Title 19\u2069")) << qUtf8Printable(all);
    EXPECT_FALSE(all.contains(u"Title 20")) << qUtf8Printable(all);
    EXPECT_EQ(fault(all).toStdString(), "");
    for (int page = 2; page <= 3; ++page) {
        QPushButton *more = button(view, u"Show 20 more"_s);
        ASSERT_TRUE(more);
        more->click();
        ASSERT_TRUE(waitFor([&] { return limits.size() == page && lines(view).join(u'\n').contains(page == 2 ? u"Title 39"_s : u"Title 44"_s); }));
    }
    EXPECT_FALSE(button(view, u"Show 20 more"_s)) << "there is no more";
}

TEST_F(HistoryTest, AnAuthorTakesBackWhatWaitsForReviewAndUndoSendsItAgain)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        const bool english = language == Language::English;
        open(language);
        const auto id = makeItem(u"القمة"_s, u"The summit"_s);
        m_window->showItem(id.uuid());
        auto &inspector = *m_window->part<ItemInspector>();
        auto *steps = inspector.findChild<ItemWorkflowView *>();
        inspector.presenter().takeStep(WorkflowStep::Submit);
        ASSERT_TRUE(desk().replica().setActor(test::actorOf(desk().replica().actor().id, Role::Editor)).ok());
        inspector.presenter().undoStack().undo();
        EXPECT_EQ(item(id).state, ContentState::Draft) << "an editor undoes what an editor did";
        inspector.presenter().undoStack().redo();
        QPushButton *withdraw = nullptr;
        ASSERT_TRUE(waitFor([&] { return (withdraw = button(*steps, english ? u"Withdraw from review"_s : u"سحب من المراجعة"_s)) != nullptr; }));
        EXPECT_TRUE(withdraw->isEnabled());
        withdraw->click();
        EXPECT_EQ(item(id).state, ContentState::Draft);
        inspector.presenter().undoStack().undo();
        EXPECT_EQ(item(id).state, ContentState::InReview);
        ASSERT_TRUE(desk().replica().setActor(test::actorOf(desk().replica().actor().id, Role::Admin)).ok());
    }
}

TEST_F(HistoryTest, ANoteGoesWithTheNextStep)
{
    open(Language::English);
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    const auto other = makeItem(u"أخرى"_s, u"Another"_s);
    m_window->showItem(id.uuid());
    auto *steps = m_window->part<ItemInspector>()->findChild<ItemWorkflowView *>();
    QPushButton *with = button(*steps, u"With a note…"_s);
    ASSERT_TRUE(with);
    with->click();
    auto *note = steps->findChild<QTextEdit *>();
    ASSERT_TRUE(note->isVisible());
    note->setPlainText(u"Please be quick"_s);
    m_window->showItem(other.uuid());
    EXPECT_FALSE(note->isVisible()) << "it is of the item that it was begun with";
    m_window->showItem(id.uuid());
    button(*steps, u"With a note…"_s)->click();
    EXPECT_EQ(note->toPlainText(), u"Please be quick"_s) << "what was begun is kept";
    button(*steps, u"Submit for review"_s)->click();
    EXPECT_EQ(item(id).state, ContentState::InReview);
    const auto waiting = desk().replica().outboxOf(id.uuid());
    ASSERT_TRUE(waiting.ok());
    const bool sent = std::any_of(waiting->cbegin(), waiting->cend(), [](const OutboxEntry &one) {
        return one.command.name == "content.submit"_L1 && one.command.args.value("note"_L1).toString() == "Please be quick"_L1;
    });
    EXPECT_TRUE(sent);
    EXPECT_FALSE(note->isVisible());
}

TEST_F(HistoryTest, AfterApproveTheItemStaysWhereItIsSeen)
{
    open(Language::English);
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    makeItem(u"أخرى"_s, u"Another"_s);
    run(u"content.submit"_s, {{u"id"_s, id.text()}});
    auto *library = m_window->part<LibraryView>();
    ContentQuery review;
    review.states = {u"in_review"_s};
    library->setScope(review, u"In review"_s);
    m_window->showItem(id.uuid());
    auto &presenter = m_window->part<ItemInspector>()->presenter();
    ASSERT_TRUE(waitFor([&] { return presenter.itemId() == id && library->selectedIds().contains(id.uuid()); }));
    presenter.takeStep(WorkflowStep::Approve);
    wait(600); // the list without it has come
    EXPECT_EQ(presenter.itemId(), id) << "the list of what waits for review is without it, and it is still open";
    EXPECT_EQ(presenter.item()->state, ContentState::Approved);
}

} // namespace rawi::test
