#pragma once

#include "ui/media/studio/transfers_model.h"

#include <QWidget>

class QPushButton;

namespace rawi {

class JobTable;

// The transfers panel: what goes to the server, and trying failed ones again.
class TransfersView : public QWidget {
    Q_OBJECT

public:
    explicit TransfersView(Desk &desk, QWidget *parent = nullptr);

    TransfersModel &model() { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateButtons();
    QList<QUuid> failedSelected() const;

    Desk &m_desk;
    TransfersModel m_model;
    JobTable *m_table = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_clear = nullptr;
};

} // namespace rawi
