#include "ui/content/item_inspector.h"

#include "ui/content/item_field_view.h"
#include "ui/content/item_history_view.h"
#include "ui/content/item_media_view.h"
#include "ui/content/item_tags_view.h"
#include "ui/content/item_workflow_view.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/notice_bar.h"
#include "ui/text/error_text.h"
#include "ui/text/names_text.h"

#include <QEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr int kSideBySideWidth = 460; // below it, one language above the other

} // namespace

ItemInspector::ItemInspector(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk), m_presenter(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_pages = new QStackedWidget(this);
    column->addWidget(m_pages);
    m_empty = new EmptyState(Icon::Film, this);
    m_pages->addWidget(m_empty);
    auto *page = new QWidget(this);
    auto *inner = new QVBoxLayout(page);
    inner->setContentsMargins(0, 8, 0, 0);
    inner->setSpacing(6);
    m_pages->addWidget(page);
    buildHeader();
    buildTabs();
    m_notices = new NoticeBar(this);
    auto *noticeRow = new QHBoxLayout;
    noticeRow->setContentsMargins(12, 0, 12, 10);
    noticeRow->addWidget(m_notices);
    inner->addLayout(noticeRow);

    connect(&m_presenter, &ItemPresenter::itemChanged, this, &ItemInspector::refresh);
    connect(&m_presenter, &ItemPresenter::commandFailed, m_notices, [this](const Error &error) {
        m_notices->tellError(error);
    });
    connect(m_tags, &ItemTagsView::tagsEdited, &m_presenter, &ItemPresenter::setTags);
    connect(m_media, &ItemMediaView::assetChosen, this, &ItemInspector::assetChosen);
    connect(m_media, &ItemMediaView::presetsRequested, this, &ItemInspector::presetsRequested);
    connect(m_media, &ItemMediaView::subtitlesRequested, this, &ItemInspector::subtitlesRequested);
    connect(m_media, &ItemMediaView::chaptersRequested, this, &ItemInspector::chaptersRequested);
    connect(m_media, &ItemMediaView::posterRequested, this, &ItemInspector::posterRequested);
    connect(m_media, &ItemMediaView::failed, m_notices, [this](const Error &error) { m_notices->tellError(error); });
    connect(m_media, &ItemMediaView::told, m_notices, [this](const QString &text) {
        m_notices->tell(Tone::Info, text);
    });
    retranslate();
    refresh();
}

void ItemInspector::buildHeader()
{
    QWidget *page = m_pages->widget(1);
    auto *header = new QWidget(page);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(12, 0, 12, 0);
    column->setSpacing(8);
    m_title = new ElidedLabel({}, ElidedLabel::Tone::Heading, header);
    m_workflow = new ItemWorkflowView(m_presenter, header);
    column->addWidget(m_title);
    column->addWidget(m_workflow);
    page->layout()->addWidget(header);
}

void ItemInspector::buildTabs()
{
    m_tabs = new QTabWidget(m_pages->widget(1));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setUsesScrollButtons(true);
    m_media = new ItemMediaView(m_desk, m_tabs);
    m_history = new ItemHistoryView(m_desk, m_tabs);
    const auto add = [this](const QString &id, QWidget *content, Words title) {
        m_tabNames.append({id, std::move(title)});
        m_tabs->addTab(content, {});
    };
    add(u"texts"_s, buildTexts(), [] { return tr("Texts"); });
    add(u"body"_s, buildBody(), [] { return tr("Body"); });
    add(u"media"_s, m_media, [] { return tr("Media"); });
    add(u"history"_s, m_history, [] { return tr("History"); });
    m_pages->widget(1)->layout()->addWidget(m_tabs);
}

QBoxLayout *ItemInspector::addPair(QBoxLayout &column, const QString &arabic, const QString &english, bool lines,
                                   int stretch)
{
    const auto form = lines ? ItemFieldView::Form::Line : ItemFieldView::Form::Paragraphs;
    auto *pair = new QBoxLayout(QBoxLayout::LeftToRight);
    pair->setSpacing(12);
    for (const QString &name : {english, arabic}) {
        auto *field = new ItemFieldView(m_presenter, name, form, this);
        m_fields.append(field);
        pair->addWidget(field, 1);
    }
    m_pairs.append(pair);
    column.addLayout(pair, stretch);
    return pair;
}

QWidget *ItemInspector::buildTexts()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    addPair(*column, u"title_ar"_s, u"title_en"_s, true, 0);
    addPair(*column, u"summary_ar"_s, u"summary_en"_s, false, 1);
    m_tags = new ItemTagsView(content);
    column->addWidget(m_tags);
    auto *scroll = new QScrollArea(m_tabs);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // the inspector's own colour, as in the other tabs
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

QWidget *ItemInspector::buildBody()
{
    auto *content = new QWidget(m_tabs);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    addPair(*column, u"body_ar"_s, u"body_en"_s, false, 1);
    return content;
}

void ItemInspector::setItem(const Id<ContentItem> &id)
{
    m_presenter.setItem(id);
    m_media->setItem(id);
}

void ItemInspector::addTab(const QString &id, const Words &title, QWidget *content)
{
    const int before = m_tabs->indexOf(m_history);
    m_tabNames.insert(before, {id, title});
    m_tabs->insertTab(before, content, title());
}

void ItemInspector::showTab(const QString &id)
{
    for (int i = 0; i < m_tabNames.size(); ++i) {
        if (m_tabNames.at(i).first == id) {
            m_tabs->setCurrentIndex(i);
        }
    }
}

void ItemInspector::refresh()
{
    const auto &item = m_presenter.item();
    m_pages->setCurrentIndex(item ? 1 : 0);
    if (m_presenter.isLost()) {
        m_empty->setTexts(tr("You may no longer see this item"),
                          tr("Only the members of its series see it now. What you had typed and not sent yet is kept in "
                             "“Needs attention”."));
    } else {
        m_empty->setTexts(tr("No item is chosen"), tr("Choose one in the library to read and edit it here."));
    }
    const Id<MediaAsset> asset = item ? item->mainAsset : Id<MediaAsset>();
    if (asset != m_shownAsset) {
        m_shownAsset = asset;
        Q_EMIT assetChosen(asset.uuid());
    }
    m_history->setItem(item);
    if (!item) {
        return;
    }
    m_title->setText(titleText(item->titleAr, item->titleEn));
    m_tags->setTags(item->tags);
    const auto reason = m_presenter.readOnlyReason();
    m_tags->setReadOnly(reason.has_value());
    for (ItemFieldView *field : std::as_const(m_fields)) {
        field->setReadOnly(reason.has_value());
        field->setToolTip(reason ? errorText(*reason) : QString());
    }
}

// Arabic on the right and English on the left in both languages of the interface, as on a bilingual page; one
// above the other where there is no room, the language of the interface first.
void ItemInspector::arrangePairs()
{
    const bool wide = width() >= kSideBySideWidth;
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    // A box layout mirrors by itself: in RTL its RightToLeft is left to right on the screen.
    const QBoxLayout::Direction direction = wide ? (rtl ? QBoxLayout::RightToLeft : QBoxLayout::LeftToRight)
                                                 : (rtl ? QBoxLayout::BottomToTop : QBoxLayout::TopToBottom);
    for (QBoxLayout *pair : std::as_const(m_pairs)) {
        pair->setDirection(direction);
        QWidget *english = pair->itemAt(0)->widget();
        QWidget *arabic = pair->itemAt(1)->widget();
        rtl ? setTabOrder(arabic, english) : setTabOrder(english, arabic);
    }
}

void ItemInspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangePairs();
}

void ItemInspector::retranslate()
{
    setAccessibleName(tr("Item"));
    for (int i = 0; i < m_tabNames.size(); ++i) {
        m_tabs->setTabText(i, m_tabNames.at(i).second());
    }
    m_tabs->setAccessibleName(tr("Parts of the item"));
    refresh();
}

void ItemInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::LayoutDirectionChange) {
        arrangePairs();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
