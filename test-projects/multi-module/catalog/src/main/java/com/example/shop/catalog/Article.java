package com.example.shop.catalog;

/** Something that can be bought. */
public record Article(String number, long cents) {}
