import type { Preset } from './preset.ts';

/**
 * Customer invoices exported from Odoo, by technical field name or by English label.
 *
 * Column names: fields and labels of the model `account.move` in https://github.com/odoo/odoo, file
 * addons/account/models/account_move.py (commit 00059361d5cdeddf8a23c239b974986d16a640d9): name "Number",
 * partner_id "Partner", invoice_date "Invoice/Bill Date", invoice_date_due "Due Date",
 * amount_total_in_currency_signed "Total in Currency Signed", amount_total "Total", amount_total_signed "Total Signed",
 * currency_id "Currency", move_type "Type" (out_invoice, out_refund), company_id "Company". `amount_residual` is in the
 * currency of the invoice like `amount_total`. "Number" is the invoice number, not a debtor's.
 */
export const ODOO: Preset = {
  name: 'odoo',
  source: 'Odoo customer invoices (model account.move), technical names or English labels',
  columns: {
    invoices: {
      invoice_id: ['name', 'Number'],
      debtor_id: [
        'commercial_partner_id/id',
        'commercial_partner_id',
        'Commercial Entity',
        'partner_id/id',
        'partner_id/.id',
        'partner_id',
        'Partner',
        'invoice_partner_display_name',
        'Invoice Partner Display Name',
      ],
      issue_date: ['invoice_date', 'Invoice/Bill Date'],
      due_date: ['invoice_date_due', 'Due Date'],
      amount: [
        'amount_total_in_currency_signed',
        'Total in Currency Signed',
        'amount_total',
        'Total',
        'amount_total_signed',
        'Total Signed',
      ],
      currency: ['currency_id', 'Currency', 'currency_id/name'],
      kind: ['move_type', 'Type'],
      entity: ['company_id', 'Company'],
      open_amount: ['amount_residual', 'Amount Due', 'amount_residual_signed', 'Amount Due Signed'],
    },
    debtors: {
      name: ['invoice_partner_display_name', 'Invoice Partner Display Name', 'partner_id/name', 'Partner/Name'],
    },
  },
};
