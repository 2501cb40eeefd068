-- The callable numbers of the people of the sales, which older versions kept for the rows alone: by
-- them somebody is found again. `numbers_of` reads the cells as the program does.
INSERT INTO phone_line (contact_id, field, position, e164, extension)
  SELECT contact.id, read.value ->> 'field', read.value ->> 'position', read.value ->> 'e164',
    read.value ->> 'extension'
  FROM contact, json_each(numbers_of(json_object('phone', contact.phone, 'mobile', contact.mobile,
    'direct_line', contact.direct_line, 'other_phone', contact.other_phone))) AS read
  WHERE NOT EXISTS (SELECT 1 FROM phone_line WHERE phone_line.contact_id = contact.id)
  ORDER BY contact.id, read.key;
