void nc_empty(void);
