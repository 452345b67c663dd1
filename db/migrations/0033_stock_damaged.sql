-- Leaflets that arrived unusable may go back up. is_damaged, always set: the package holds those of the sending store, not its good ones.
ALTER TABLE stock_shipment ADD is_damaged BIT NULL;
GO
UPDATE stock_shipment SET is_damaged = 0;
