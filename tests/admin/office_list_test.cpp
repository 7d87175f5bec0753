// Lists that only a server holds: the model and the view over it, against a peer that pages, sorts, searches and fails.
#include "tests/admin/questions.h"
#include "tests/support/sync_desk.h"
#include "tests/support/workspace_peer.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/language.h"
#include "ui/kit/office_table_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

const QString kThings = u"/api/v1/things"_s;
using State = OfficeListModel::State;

class OfficeList : public testing::Test {
protected:
    void SetUp() override
    {
        m_language.setLanguage(Language::English);
        for (int i = 0; i < 120; ++i) {
            things.append({{u"id"_s, u"t%1"_s.arg(i, 3, 10, QLatin1Char('0'))},
                           {u"name"_s, i % 2 ? u"قلم %1"_s.arg(i) : u"Pen %1"_s.arg(i)},
                           {u"size"_s, (i * 37) % 120}});
        }
        peer.fault = [this](const PeerRequest &request) { return answer(request); };
        desk.signIn(peer.url());
        ASSERT_TRUE(waitFor([&] { return office.isReachable(); }));
    }
    void TearDown() override { m_language.setLanguage(Language::English); }

    std::optional<PeerReply> answer(const PeerRequest &request)
    {
        if (request.path != kThings) {
            return std::nullopt;
        }
        if (failure) {
            return failure;
        }
        const auto value = [&](const QString &name) { return request.query.queryItemValue(name, QUrl::FullyDecoded); };
        QList<QJsonObject> found;
        for (const QJsonObject &thing : things) {
            const QString name = thing.value("name"_L1).toString();
            if (name.contains(value(u"q"_s)) && (value(u"kind"_s).isEmpty() || name.startsWith(value(u"kind"_s)))) {
                found.append(thing);
            }
        }
        if (value(u"sort"_s).endsWith("size"_L1)) {
            const bool down = value(u"sort"_s).startsWith(u'-');
            std::stable_sort(found.begin(), found.end(), [down](const QJsonObject &a, const QJsonObject &b) {
                const int left = a.value("size"_L1).toInt();
                const int right = b.value("size"_L1).toInt();
                return down ? left > right : left < right;
            });
        }
        const int from = value(u"cursor"_s).toInt();
        const int limit = value(u"limit"_s).toInt();
        QJsonArray items;
        for (int i = from; i < std::min<int>(from + limit, static_cast<int>(found.size())); ++i) {
            items.append(found.at(i));
        }
        const bool more = from + limit < found.size();
        return WorkspacePeer::json(
            {{u"items"_s, items}, {u"next_cursor"_s, more ? QJsonValue(QString::number(from + limit)) : QJsonValue()}});
    }

    QList<OfficeColumn> columns() const
    {
        return {{u"name"_s, [] { return u"Name"_s; }, {}, {}, 0},
                {u"size"_s, [] { return u"Size"_s; }, {}, u"size"_s, 90, TextSide::End},
                {u"state"_s, [] { return u"State"_s; },
                 [](const QJsonObject &row) { return row.value("size"_L1).toInt() > 60 ? u"big"_s : u"small"_s; }, {}, 100,
                 TextSide::Start, [](const QJsonObject &) { return Tone::Ok; }}};
    }

    OfficeTableView::Texts texts() const
    {
        return {[] { return u"Things"_s; }, [] { return u"Search things"_s; }, [] { return u"No things"_s; },
                [] { return u"Make one."_s; }, Icon::Inbox};
    }

    static bool settled(const OfficeListModel &model) { return waitFor([&] { return !model.isLoading(); }); }
    static QString name(const OfficeListModel &model, int row) { return model.index(row, 0).data().toString(); }

    SystemClock clock;
    WorkspacePeer peer{workspaceRules(), clock};
    SyncDesk desk{clock};
    OfficeClient office{desk.sync()};
    QList<QJsonObject> things;
    std::optional<PeerReply> failure;
    LanguageSwitch m_language{*qApp};
};

TEST_F(OfficeList, IsReadPageByPageAsItIsScrolled)
{
    OfficeListModel model(office, kThings, columns()); // without a tester, which fetches by itself
    EXPECT_EQ(model.state(), State::Loading);
    model.reload(); // nobody looks yet
    EXPECT_FALSE(model.isLoading());
    model.load();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowCount(), 50);
    EXPECT_TRUE(model.canFetchMore({}));
    model.fetchMore({});
    EXPECT_FALSE(model.canFetchMore({})) << "one page after the other";
    ASSERT_TRUE(settled(model));
    model.fetchMore({});
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowCount(), 120);
    EXPECT_FALSE(model.canFetchMore({}));
    EXPECT_EQ(name(model, 119), u"قلم 119"_s);
    EXPECT_EQ(model.rowOf(u"t100"_s), 100);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    things.removeFirst();
    model.reload();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowCount(), 119) << "as many as were shown are read again";
}

TEST_F(OfficeList, IsSortedSearchedAndNarrowedByTheServer)
{
    OfficeListModel model(office, kThings, columns());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.load();
    model.sort(1, Qt::DescendingOrder);
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowAt(0).value("size"_L1).toInt(), 119);
    model.setSearch(u"  قلم "_s);
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowCount(), 60);
    EXPECT_TRUE(name(model, 0).startsWith(u"قلم"_s));
    model.setFilter(u"kind"_s, u"Pen"_s);
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.state(), State::NothingFound);
    model.setSearch({});
    model.setSearch({}); // asks nothing twice
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.state(), State::Rows);
    EXPECT_TRUE(model.isNarrowed());
    model.setFilter(u"kind"_s, {});
    ASSERT_TRUE(settled(model));
    EXPECT_FALSE(model.isNarrowed());
}

TEST_F(OfficeList, WhatWasReadStaysWhenTheServerIsGone)
{
    OfficeListModel model(office, kThings, columns());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    failure = PeerReply{200, "{}", {}, PeerFault::Close};
    model.load();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.state(), State::Offline);
    failure = WorkspacePeer::problem(403, ErrorCode::PermissionDenied);
    model.reload();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.state(), State::Failed);
    failure.reset();
    model.reload();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowCount(), 50);
    EXPECT_FALSE(model.error());
    failure = WorkspacePeer::problem(500, ErrorCode::DatabaseError);
    model.fetchMore({});
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.state(), State::Rows);
    EXPECT_TRUE(model.error());
    EXPECT_FALSE(model.canFetchMore({})) << "a page that fails is not asked for without end";
    failure.reset();
    model.reload();
    ASSERT_TRUE(settled(model));
    EXPECT_TRUE(model.canFetchMore({}));
    things.clear();
    model.reload();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.state(), State::Empty);
    desk.sync().signOut();
    ASSERT_TRUE(waitFor([&] { return !office.isReachable(); }));
    model.reload();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.state(), State::SignInNeeded);
}

TEST_F(OfficeList, AChangedRowKeepsItsPlaceAndTheSelectionSurvivesOthers)
{
    OfficeListModel model(office, kThings, columns());
    OfficeTableView view(model, texts());
    view.resize(800, 500);
    view.show();
    ASSERT_TRUE(settled(model));
    view.select({u"t002"_s, u"t004"_s});
    EXPECT_EQ(view.selectedRows().size(), 2);
    things[2].insert(u"name"_s, u"Renamed"_s);
    model.reload();
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(name(model, 2), u"Renamed"_s);
    things.removeAt(4);
    things.removeAt(0);
    model.reload();
    ASSERT_TRUE(settled(model));
    ASSERT_EQ(view.selectedRows().size(), 1);
    EXPECT_EQ(view.selectedRows().first().value("name"_L1).toString(), u"Renamed"_s);
}

TEST_F(OfficeList, ActionsAreOfferedForTheRowsTheyFitAndAskFirst)
{
    OfficeListModel model(office, kThings, columns());
    OfficeTableView view(model, texts());
    QStringList done;
    using Needs = OfficeAction::Needs;
    view.addAction({u"open"_s, Icon::Pencil, [] { return u"Open"_s; }, Needs::One,
                    [&](const QList<QJsonObject> &rows) { done.append(u"open %1"_s.arg(rows.size())); }});
    view.addAction({u"drop"_s, Icon::Trash, [] { return u"Drop"_s; }, Needs::Some,
                    [&](const QList<QJsonObject> &rows) { done.append(u"drop %1"_s.arg(rows.size())); },
                    [](const QJsonObject &row) { return row.value("id"_L1).toString() != "t003"_L1; },
                    [](const QList<QJsonObject> &rows) { return u"Drop %1?"_s.arg(rows.size()); }, QKeySequence(Qt::Key_Delete)});
    view.addAction({u"make"_s, Icon::Plus, [] { return u"Make"_s; }, Needs::Nothing,
                    [&](const QList<QJsonObject> &) { done.append(u"make"_s); }, {}, {}, {}, true});
    view.resize(800, 500);
    view.show();
    ASSERT_TRUE(settled(model));
    EXPECT_FALSE(view.button(u"open"_s)->isEnabled());
    EXPECT_TRUE(view.button(u"make"_s)->isEnabled());
    view.select({u"t001"_s});
    EXPECT_TRUE(view.button(u"open"_s)->isEnabled());
    QTest::keyClick(&view.table(), Qt::Key_Return);
    view.select({u"t001"_s, u"t002"_s});
    EXPECT_FALSE(view.button(u"open"_s)->isEnabled());
    view.trigger(u"drop"_s);
    auto *question = view.findChild<QMessageBox *>();
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(question->text(), u"Drop 2?"_s);
    EXPECT_EQ(done, QStringList{u"open 1"_s}) << "not before the answer";
    agree(*question);
    view.button(u"make"_s)->click();
    EXPECT_EQ(done, (QStringList{u"open 1"_s, u"drop 2"_s, u"make"_s}));
    view.select({u"t002"_s, u"t003"_s});
    EXPECT_FALSE(view.button(u"drop"_s)->isEnabled());
}

TEST_F(OfficeList, SaysWhyItIsEmptyAndTheWayOut)
{
    OfficeListModel model(office, kThings, columns());
    OfficeTableView view(model, texts());
    view.addFilter({u"kind"_s, [] { return u"Every kind"_s; },
                    [] { return QList<std::pair<QString, QString>>{{u"Pen"_s, u"Pens"_s}}; }});
    view.resize(800, 500);
    view.show();
    ASSERT_TRUE(settled(model));
    view.findChild<QComboBox *>()->setCurrentIndex(1);
    view.searchBox()->setText(u"nothing has this"_s);
    ASSERT_TRUE(waitFor([&] { return model.state() == State::NothingFound; }));
    auto *empty = view.findChild<EmptyState *>();
    EXPECT_TRUE(empty->isVisible());
    auto *all = empty->findChild<QPushButton *>();
    EXPECT_EQ(all->text(), u"Show all"_s);
    all->click();
    ASSERT_TRUE(waitFor([&] { return model.state() == State::Rows && model.rowCount() == 50; }));
    EXPECT_TRUE(view.searchBox()->text().isEmpty());
    EXPECT_TRUE(view.table().isVisible());

    view.searchBox()->setText(u"Pen 11"_s);
    QTest::keyClick(view.searchBox(), Qt::Key_Return); // without waiting for the pause
    ASSERT_TRUE(waitFor([&] { return model.rowCount() == 5; }));
    QTest::keyClick(view.searchBox(), Qt::Key_Down);
    QTest::keyClick(view.searchBox(), Qt::Key_Escape);
    EXPECT_TRUE(waitFor([&] { return model.rowCount() == 50; }));
}

TEST_F(OfficeList, NumbersStandAtTheEndOfTheReadingDirection)
{
    OfficeListModel model(office, kThings, columns());
    OfficeTableView view(model, texts());
    view.resize(800, 500);
    for (const Language language : {Language::English, Language::Arabic}) {
        m_language.setLanguage(language);
        view.show();
        ASSERT_TRUE(settled(model));
        const bool rtl = language == Language::Arabic;
        EXPECT_EQ(view.layoutDirection() == Qt::RightToLeft, rtl);
        const auto *header = view.table().horizontalHeader();
        EXPECT_EQ(header->sectionViewportPosition(0) > header->sectionViewportPosition(1), rtl);
        EXPECT_EQ(model.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignTrailing,
                  Qt::AlignTrailing);
        EXPECT_FALSE(view.table().accessibleName().isEmpty());
        EXPECT_FALSE(view.searchBox()->accessibleName().isEmpty());
    }
}

TEST_F(OfficeList, AHeaderPutsInOrderAndTheOtherWayTheSecondTime)
{
    OfficeListModel model(office, kThings, columns());
    OfficeTableView view(model, texts());
    view.resize(800, 500);
    view.show();
    ASSERT_TRUE(settled(model));
    auto *header = view.table().horizontalHeader();
    Q_EMIT header->sectionClicked(0); // no order by this one
    EXPECT_FALSE(model.isLoading());
    Q_EMIT header->sectionClicked(1);
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowAt(0).value("size"_L1).toInt(), 0);
    Q_EMIT header->sectionClicked(1);
    ASSERT_TRUE(settled(model));
    EXPECT_EQ(model.rowAt(0).value("size"_L1).toInt(), 119);
}

} // namespace

} // namespace rawi::test
