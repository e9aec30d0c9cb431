import * as z from 'zod';

// Zod compiles schemas with `new Function` where it may, and finds out by trying, which the content security policy reports.
// Imported before the first schema is made.
z.config({ jitless: true });
