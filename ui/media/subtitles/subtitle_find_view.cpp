#include "ui/media/subtitles/subtitle_find_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace rawi {

SubtitleFindView::SubtitleFindView(SubtitleEditorModel &model, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_side(new QComboBox(this)),
      m_needle(new QLineEdit(this)),
      m_replacement(new QLineEdit(this)),
      m_folded(new QCheckBox(this)),
      m_next(new QPushButton(this)),
      m_replace(new QPushButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 4, 0, 4);
    m_side->addItems({{}, {}});
    m_folded->setChecked(true);
    row->addWidget(m_side);
    row->addWidget(m_needle, 1);
    row->addWidget(m_replacement, 1);
    row->addWidget(m_folded);
    row->addWidget(m_next);
    row->addWidget(m_replace);
    for (QLineEdit *edit : {m_needle, m_replacement}) {
        edit->setCursorMoveStyle(Qt::VisualMoveStyle);
    }
    connect(m_needle, &QLineEdit::returnPressed, this, &SubtitleFindView::next);
    connect(m_next, &QPushButton::clicked, this, &SubtitleFindView::next);
    connect(m_replace, &QPushButton::clicked, this, &SubtitleFindView::replaceAll);
    retranslate();
}

void SubtitleFindView::retranslate()
{
    m_side->setItemText(0, m_model.languageName(SubtitleSide::Arabic));
    m_side->setItemText(1, m_model.languageName(SubtitleSide::English));
    m_side->setAccessibleName(tr("Column to search"));
    m_needle->setPlaceholderText(tr("Find"));
    m_needle->setAccessibleName(tr("Find"));
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_folded->setText(tr("Ignore vowel marks and letter forms"));
    m_next->setText(tr("Find next"));
    m_replace->setText(tr("Replace all"));
}

SubtitleSide SubtitleFindView::side() const
{
    return m_side->currentIndex() == 0 ? SubtitleSide::Arabic : SubtitleSide::English;
}

MatchMode SubtitleFindView::mode() const
{
    return m_folded->isChecked() ? MatchMode::Folded : MatchMode::Exact;
}

void SubtitleFindView::next()
{
    const int row = m_model.findRow(side(), m_needle->text(), mode(), m_row + 1);
    if (row < 0) {
        Q_EMIT told([] { return tr("Nothing was found in this column."); });
    } else {
        Q_EMIT found(row);
    }
}

void SubtitleFindView::replaceAll()
{
    const Result<int> count = m_model.replaceText(side(), m_needle->text(), m_replacement->text(), mode());
    if (!count.ok()) {
        Q_EMIT failed(count.error());
    } else {
        Q_EMIT told([places = *count] { return tr("Replaced in %n place(s).", nullptr, places); });
    }
}

} // namespace rawi
